import type {ExplanationAnswer} from '@cutover/dashboard';
import {api} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';

interface ProvenanceProps {
  readonly run: string; // run/scenario
  readonly number: string; // as in costUsd.postage
  readonly onClose: () => void;
}

/** Where a number of a run comes from. The scenario is run again for it, so the answer takes a moment. */
export function Provenance({run, number, onClose}: ProvenanceProps) {
  const answer = useAnswer(`${run} ${number}`, () => api.explanation(run, number));
  return (
    <section class="provenance" aria-label="Provenance" aria-live="polite">
      <button class="close" type="button" aria-label="Close provenance" onClick={onClose}>
        ×
      </button>
      <h3>
        {number} of {run}
      </h3>
      {answer.error !== null && <p class="problem">{answer.error}</p>}
      {answer.error === null && answer.value === null && (
        <p class="soft">The scenario is run again to see what the number reads …</p>
      )}
      {answer.value !== null && <Explained explanation={answer.value} />}
    </section>
  );
}

function Explained({explanation}: {readonly explanation: ExplanationAnswer}) {
  const {value, unit, how, calibrated, inputs, countInputs} = explanation;
  return (
    <>
      <p>
        {value.toLocaleString('en-US', {maximumFractionDigits: 6})} {unit}
      </p>
      <p>{how}</p>
      <p>{calibrated ?? <span class="mark">uncalibrated</span>}</p>
      <Inputs title="Read where it is made" inputs={inputs} />
      <Inputs title="Read by the plan and the books that count it" inputs={countInputs} />
    </>
  );
}

const MARKED = ['synthetic', 'assumption'];

function Inputs({title, inputs}: {readonly title: string; readonly inputs: ExplanationAnswer['inputs']}) {
  if (inputs.length === 0) return null;
  return (
    <details open={inputs.length < 20}>
      <summary>
        {title}: {inputs.length}
      </summary>
      <ul>
        {inputs.map(({kind, name, value, low, high, unit, asOf, confidence, source, note}) => (
          <li key={`${kind} ${name}`}>
            <strong>{name}</strong> {value} {low !== null && high !== null && `(${low} to ${high})`} {unit}{' '}
            {MARKED.includes(confidence) ? <span class="mark">{confidence}</span> : confidence}
            <br />
            <span class="soft">{[kind, source, asOf, note].filter((text) => text !== '').join('; ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
