import type {SummaryAnswer} from '@cutover/dashboard';
import {usdText} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofRun} from '../provenance/quantities.ts';
import {api, splitRun} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';
import {Ledger} from './compare-ledger.tsx';
import {Unanswered} from './unanswered.tsx';

/** A scenario of a run in ten numbers, each with where it comes from; by a plan, what that is worth. */
export function RunSummary({run}: {readonly run: string}) {
  const {run: id, scenario: name} = splitRun(run);
  const answer = useAnswer(`summary ${id}`, () => api.summary(id));
  const scenario = answer.value?.scenarios.find((each) => each.name === name); // not of another run's answer
  if (scenario === undefined) return <Unanswered error={answer.error} doing="Reading the run" />;
  const plan = answer.value?.plan;
  return (
    <>
      <Ledger scenarios={[scenario]} runs={[run]} />
      {plan?.scenario === name && <Worth plan={plan} run={run} />}
    </>
  );
}

function Worth({plan, run}: {readonly plan: NonNullable<SummaryAnswer['plan']>; readonly run: string}) {
  const {savingUsd, gapUsd, isBetter, worse} = plan;
  return (
    <p>
      It does as a plan says, which saves{' '}
      <Num of={ofRun(run, 'plan.savingUsd')} label="Saving of the plan" text={usdText(savingUsd)} /> against merit order
      kept to capacity and target; no plan saves more than a further{' '}
      <Num of={ofRun(run, 'plan.gapUsd')} label="Certified gap" text={usdText(gapUsd)} end="." />
      {isBetter ? '' : ` It is no better all in all: ${worse.join('; ')}.`}
    </p>
  );
}
