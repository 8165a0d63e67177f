export {applyScenario} from './apply.ts';
export * from './design-twin.ts';
