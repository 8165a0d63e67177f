import type {WhatIf} from '@cutover/core';
import type {Quantity, TwinAnswer} from '@cutover/dashboard';
import {countText, daysChange, daysText, packagesText, percentText, usdChange, usdText} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofPreview} from '../provenance/quantities.ts';
import {movedKnobs, NO_CHANGE} from '../state/hash.ts';
import type {Changed, Moved} from '../state/use-changed.ts';
import type {Moves} from '../state/use-moves.ts';
import type {PreviewAnswer, ServerView} from '../state/use-server.ts';
import {SaveScenario} from './save-scenario.tsx';

interface WhatIfProps {
  readonly twin: string;
  readonly scenario: TwinAnswer['scenarios'][number];
  readonly synthetic: boolean;
  readonly whatIf: WhatIf;
  readonly server: ServerView;
  readonly changed: Changed | null;
  readonly moves: Moves;
  readonly onSaved: () => void;
}

interface Knob {
  readonly key:
    | 'uspsPriceFactor'
    | 'uspsKept'
    | 'fuelFactor'
    | 'wageFactor'
    | 'stopDensityFactor'
    | 'growthPerYear'
    | 'capacityFactor';
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly text: (value: number) => string;
}

const factor = (value: number): string => `× ${value.toFixed(2)}`;

const KNOBS: readonly Knob[] = [
  {key: 'uspsPriceFactor', label: 'USPS price', min: 0.5, max: 2, step: 0.01, text: factor},
  {key: 'uspsKept', label: 'Share kept with USPS', min: 0, max: 1, step: 0.01, text: (value) => percentText(value)},
  {key: 'fuelFactor', label: 'Truck fuel', min: 0.5, max: 2, step: 0.01, text: factor},
  {key: 'wageFactor', label: "Drivers' wage", min: 0.7, max: 1.6, step: 0.01, text: factor},
  {key: 'stopDensityFactor', label: 'Packages per stop', min: 0.8, max: 1.6, step: 0.01, text: factor},
  {
    key: 'growthPerYear',
    label: 'Growth a year',
    min: -0.1,
    max: 0.3,
    step: 0.005,
    text: (value) => percentText(value, 1),
  },
  {key: 'capacityFactor', label: 'Station capacity', min: 0.5, max: 2, step: 0.01, text: factor},
];

export function WhatIfPanel(props: WhatIfProps) {
  const {whatIf, scenario, server, moves} = props;
  const {change} = moves;
  const isReady = server.base !== null;
  return (
    <section class="panel" aria-label="What if">
      <Totals {...props} />
      <fieldset disabled={!isReady}>
        <legend class="soft">Change</legend>
        {KNOBS.map((knob) => (
          <Slider
            key={knob.key}
            knob={knob}
            value={whatIf[knob.key] ?? startOf(knob, scenario)}
            start={startOf(knob, scenario)}
            of={ofPreview({twin: props.twin, scenario: scenario.name, whatIf}, knob.key)}
            onMove={(value) =>
              change({[knob.key]: value === startOf(knob, scenario) ? NO_CHANGE[knob.key] : value}, true)
            }
            onSettle={moves.settle}
          />
        ))}
        <Chips
          none="Choose a station on the map to close it."
          some="Closed here; click to open again:"
          ids={whatIf.closedStations}
          label={(id) => `Open ${id} again`}
          onChoose={(id) => change({closedStations: whatIf.closedStations.filter((each) => each !== id)})}
        />
        <Chips
          none="Choose a ZIP on the map to open a station there."
          some="Opened here, size and cost assumed; click to take back:"
          ids={whatIf.openedZips}
          label={(zip) => `Take back the station at ${zip}`}
          onChoose={(zip) => change({openedZips: whatIf.openedZips.filter((each) => each !== zip)})}
        />
        <div class="buttons">
          <button type="button" onClick={moves.undo} disabled={!moves.canUndo}>
            Undo
          </button>
          <button type="button" onClick={() => change(NO_CHANGE)} disabled={movedKnobs(whatIf).length === 0}>
            Reset
          </button>
        </div>
      </fieldset>
      <SaveScenario twin={props.twin} base={scenario.name} onSaved={props.onSaved} {...{whatIf, server}} />
    </section>
  );
}

function startOf({key}: Knob, {uspsKept, growthPerYear}: TwinAnswer['scenarios'][number]): number {
  if (key === 'uspsKept') return uspsKept;
  return key === 'growthPerYear' ? growthPerYear : 1;
}

interface SliderProps {
  readonly knob: Knob;
  readonly value: number;
  readonly start: number;
  readonly of: Quantity; // what it turns
  readonly onMove: (value: number) => void;
  readonly onSettle: () => void;
}

function Slider({knob, value, start, of, onMove, onSettle}: SliderProps) {
  const id = `knob-${knob.key}`;
  return (
    <div class={value === start ? 'knob' : 'knob moved'}>
      <label for={id}>{knob.label}</label>
      <output for={id}>
        <Num of={of} label={knob.label} text={knob.text(value)} />
      </output>
      <input
        id={id}
        type="range"
        min={knob.min}
        max={knob.max}
        step={knob.step}
        value={value}
        aria-valuetext={knob.text(value)}
        onInput={(event) => onMove(Number(event.currentTarget.value))}
        onChange={onSettle}
        onDblClick={() => {
          onMove(start);
          onSettle();
        }}
      />
    </div>
  );
}

interface ChipsProps {
  readonly none: string; // said when there are none
  readonly some: string;
  readonly ids: readonly string[];
  readonly label: (id: string) => string;
  readonly onChoose: (id: string) => void;
}

/** What was closed or opened on the map. */
function Chips({none, some, ids, label, onChoose}: ChipsProps) {
  return (
    <div class="closed">
      <p class="soft">{ids.length === 0 ? none : some}</p>
      {ids.map((id) => (
        <button type="button" class="chip" key={id} onClick={() => onChoose(id)} aria-label={label(id)}>
          {id} ×
        </button>
      ))}
    </div>
  );
}

function Totals({server, changed, synthetic, scenario, twin}: WhatIfProps) {
  const {base, preview, progress, problem} = server;
  if (problem !== null)
    return (
      <p class="problem" role="alert">
        {problem}
      </p>
    );
  if (base === null || preview === null) {
    const share = progress === null ? '' : ` ${progress.done} of ${progress.all}`;
    return (
      <div class="totals" aria-live="polite">
        <p class="big">Preparing …</p>
        <p class="soft">
          The plan of {scenario.name} is made ready for what-ifs{share}.
        </p>
      </div>
    );
  }
  const more = preview.facts.costUsd.total - base.facts.costUsd.total;
  const {peakDay, planKept, error, packages} = preview.facts;
  const decided = planKept ? 'its plan at these prices.' : 'decided again by merit order.';
  const {whatIf} = preview; // of these numbers, while a slider may have moved on
  const of = (measure: string): Quantity => ofPreview({twin, scenario: scenario.name, whatIf}, measure);
  return (
    <div class="totals" aria-live="polite">
      <p>
        <span class="mark">preview</span>
        {!error.isTrusted && <span class="mark">rough: run it</span>}
        {synthetic && <span class="mark">synthetic network</span>}
        {scenario.contractAssumed && <span class="mark">contract assumed</span>}
        {whatIf.openedZips.length > 0 && <span class="mark">stations assumed</span>}
      </p>
      {progress !== null && (
        <p class="soft" role="status">
          Ways through opened stations are found, {progress.done} of {progress.all}; until then the answer before
          stands.
        </p>
      )}
      <p class="big" data-total={preview.facts.costUsd.total}>
        <Num of={of('total')} label="Total" text={usdText(preview.facts.costUsd.total)} />{' '}
        <span class={more > 0 ? 'worse' : more < 0 ? 'better' : 'soft'}>
          {more === 0 ? 'no change' : <Num of={of('total')} label="Change of the total" text={usdChange(more)} />}
        </span>
      </p>
      <p class="soft">
        ± <Num of={of('errorUsd')} label="Error" text={usdText(error.usd)} end=":" /> what a run of it books.{' '}
        {`Scenario ${scenario.name}, ${decided}`}
      </p>
      {packages.waiting > 0 && (
        <p class="problem">
          <Num of={of('waitingPackages')} label="Waiting" text={packagesText(packages.waiting)} /> packages still wait
          at the end; their delivery costs extra.
        </p>
      )}
      <Parts base={base} preview={preview} of={of} />
      {changed !== null && <ChangedFacts changed={changed} of={of} />}
      <p class="soft">
        Peak {peakDay.on}: <Num of={of('peakPackages')} label="Peak day" text={packagesText(peakDay.packages)} />{' '}
        packages, <Num of={of('peakUsd')} label="Cost of the peak day" text={usdText(peakDay.usd)} end="," />{' '}
        <Num
          of={of('peakBeyondPackages')}
          label="Beyond capacity"
          text={packagesText(peakDay.beyondCapacityPackages)}
        />{' '}
        beyond stations’ capacity.
      </p>
    </div>
  );
}

interface ChangedProps {
  readonly changed: Changed;
  readonly of: (measure: string) => Quantity;
}

/** What a change does to ZIPs and to days. */
function ChangedFacts({changed: {zips, days, moreDays, slower, faster}, of}: ChangedProps) {
  const rows: readonly (readonly [label: string, text: string, measure: string])[] = [
    ['ZIPs with another deliverer or station', countText(zips), 'changedZips'],
    ['Transit, waiting in it, mean of packages', daysText(days), 'meanDays'],
    ['Slower by a day', movedText(slower), 'movedDays'],
    ['Faster by a day', movedText(faster), 'movedDays'],
  ];
  return (
    <dl class="facts">
      {rows.map(([label, text, measure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Num of={of(measure)} label={label} text={text} />{' '}
            {measure === 'meanDays' && <DaysMore days={moreDays} of={of(measure)} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function DaysMore({days, of}: {readonly days: number; readonly of: Quantity}) {
  const text = daysChange(days);
  if (Number(text.replace('−', '')) === 0) return <span class="soft">no change</span>;
  return (
    <span class={days > 0 ? 'worse' : 'better'}>
      <Num of={of} label="Change of transit" text={text} />
    </span>
  );
}

function movedText({zips, packages}: Moved): string {
  return zips === 0 ? 'no ZIP' : `${countText(zips)} ZIPs, ${packagesText(Math.round(packages))} packages/day`;
}

const PARTS = {
  linehaul: 'Linehaul',
  sort: 'Sort',
  lastMile: 'Own last mile',
  postage: 'Postage',
  otherCarrier: 'Other carriers',
  fixed: 'Fixed',
  contractShortfall: 'Shortfall',
} as const;

interface PartsProps {
  readonly base: PreviewAnswer;
  readonly preview: PreviewAnswer;
  readonly of: (measure: string) => Quantity;
}

function Parts({base, preview, of}: PartsProps) {
  return (
    <table class="parts">
      <tbody>
        {(Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => {
          const usd = preview.facts.costUsd[part];
          const more = usd - base.facts.costUsd[part];
          return (
            <tr key={part}>
              <th scope="row">{PARTS[part]}</th>
              <td class="number">
                <Num of={of(part)} label={PARTS[part]} text={usdText(usd)} />
              </td>
              <td class="number soft">
                {more !== 0 && <Num of={of(part)} label={`${PARTS[part]}, change`} text={usdChange(more)} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
