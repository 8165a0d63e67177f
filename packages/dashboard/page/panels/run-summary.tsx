import {api, splitRun} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';
import {Ledger} from './compare-ledger.tsx';
import {Unanswered} from './unanswered.tsx';

/** A scenario of a run in ten numbers, each with where it comes from. */
export function RunSummary({run}: {readonly run: string}) {
  const {run: id, scenario: name} = splitRun(run);
  const answer = useAnswer(`summary ${id}`, () => api.summary(id));
  const scenario = answer.value?.scenarios.find((each) => each.name === name); // not of another run's answer
  if (scenario === undefined) return <Unanswered error={answer.error} doing="Reading the run" />;
  return <Ledger scenarios={[scenario]} runs={[run]} />;
}
