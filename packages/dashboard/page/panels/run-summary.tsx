import {api, splitRun} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';
import {Ledger} from './compare-ledger.tsx';

/** A scenario of a run in ten numbers, each with where it comes from. */
export function RunSummary({run}: {readonly run: string}) {
  const {run: id, scenario: name} = splitRun(run);
  const answer = useAnswer(`summary ${id}`, () => api.summary(id));
  if (answer.error !== null) return <p class="problem">{answer.error}</p>;
  const scenario = answer.value?.scenarios.find((each) => each.name === name);
  if (scenario === undefined) return <p class="soft">Reading the run …</p>;
  return <Ledger scenarios={[scenario]} runs={[run]} />;
}
