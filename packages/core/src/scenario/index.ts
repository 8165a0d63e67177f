export {applyScenario} from './apply.ts';
