export {applyScenario} from './apply.ts';
export * from './design-twin.ts';
export * from './openings.ts';
export {whatIfChanges} from './what-if-changes.ts';
export {wonIssues} from './won-issues.ts';
