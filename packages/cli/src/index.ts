export {createProgram} from './program.ts';
export {parseManifest, type Manifest} from './run/manifest.ts';
