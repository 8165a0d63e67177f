// A plan of the small twin on the disk, as the command line makes it.
import {join} from 'node:path';
import {cutover, newFolder, smallTwinDirectory} from './cutover.ts';

export interface PlanPlace {
  readonly cwd: string;
  readonly twin: string;
  readonly plan: string;
}

export async function planPlace(scenario = 'cut-two-thirds'): Promise<PlanPlace> {
  const [cwd, twin] = [newFolder(), await smallTwinDirectory()];
  const {code, stderr} = await cutover(['plan', twin, '--scenario', scenario, '--out', 'plan'], {cwd});
  if (code !== 0) throw new Error(stderr);
  return {cwd, twin, plan: join(cwd, 'plan')};
}
