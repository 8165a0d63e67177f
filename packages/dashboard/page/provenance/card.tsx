import type {ProvenanceAnswer, Quantity} from '@cutover/dashboard';
import {useEffect, useRef} from 'preact/hooks';
import {Marks} from '../marks.tsx';
import {api} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';

/** A number that was clicked. */
export interface AskedNumber {
  readonly of: Quantity;
  readonly label: string;
  readonly text: string; // as shown
  readonly opener: HTMLElement; // gets the focus back
}

interface CardProps {
  readonly asked: AskedNumber;
  readonly onClose: () => void;
}

/** Where a number comes from: the cells it is made of, and its inputs with source, date and confidence. */
export function ProvenanceCard({asked: {of, label, text}, onClose}: CardProps) {
  const card = useRef<HTMLElement>(null);
  const key = JSON.stringify(of);
  const {value, error} = useAnswer(key, () => api.provenance(of).then((answer) => ({key, answer})));
  const answer = value?.key === key ? value.answer : null; // not of the number clicked before
  useEffect(() => card.current?.focus(), [key]);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <section class="provenance" role="dialog" aria-labelledby="provenance-title" tabIndex={-1} ref={card}>
      <button class="close" type="button" aria-label="Close provenance" onClick={onClose}>
        ×
      </button>
      <h2 id="provenance-title">
        {label}: {text}
      </h2>
      <div aria-live="polite">
        {error !== null && <p class="problem">{error}</p>}
        {error === null && answer === null && <p class="soft">Looking where it comes from …</p>}
        {error === null && answer !== null && <Explained answer={answer} />}
      </div>
    </section>
  );
}

function Explained({answer: {unit, how, marks, calibrated, cells, inputs, countInputs}}: {answer: ProvenanceAnswer}) {
  return (
    <>
      <p>
        <Marks marks={marks} />
        {unit !== '' && <span class="soft">in {unit}</span>}
      </p>
      <p>{how}</p>
      {calibrated !== null && <p>{calibrated}</p>}
      <Cells cells={cells} />
      <Inputs title="Inputs, read where it is made" inputs={inputs} isOpen={inputs.length < 20} />
      <Inputs
        title="Inputs of the plan and the books that count it"
        inputs={countInputs}
        isOpen={inputs.length === 0}
      />
    </>
  );
}

const exact = new Intl.NumberFormat('en-US', {maximumFractionDigits: 6});
const valueText = (value: ProvenanceAnswer['cells'][number]['value']): string =>
  typeof value === 'number' ? exact.format(value) : value === null ? '–' : String(value);

function Cells({cells}: Pick<ProvenanceAnswer, 'cells'>) {
  if (cells.length === 0) return <p class="soft">It is in no file: it is worked out when it is shown.</p>;
  return (
    <table class="cells">
      <caption class="soft">In files</caption>
      <thead>
        <tr>
          <th scope="col">file, row</th>
          <th scope="col">column</th>
          <th scope="col" class="number">
            value
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({file, row, column, value}) => (
          <tr key={`${file} ${row} ${column}`}>
            <th scope="row">
              {file}, {row}
            </th>
            <td>{column}</td>
            <td class="number">{valueText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MARKED = ['synthetic', 'assumption', 'assumed'];

interface InputsProps {
  readonly title: string;
  readonly inputs: ProvenanceAnswer['inputs'];
  readonly isOpen: boolean;
}

function Inputs({title, inputs, isOpen}: InputsProps) {
  if (inputs.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>
        {title}: {inputs.length}
      </summary>
      <ul>
        {inputs.map(({kind, file, name, value, low, high, unit, asOf, confidence, source, note}) => (
          <li key={`${kind} ${name}`}>
            <strong>{name}</strong> {value === null ? '' : valueText(value)}{' '}
            {low !== null && high !== null && `(${valueText(low)} to ${valueText(high)})`} {unit}{' '}
            {MARKED.includes(confidence) ? <span class="mark">{confidence}</span> : confidence}
            <br />
            <span class="soft">
              {[...new Set([kind, file, source, asOf, note])].filter((word) => word !== '').join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
