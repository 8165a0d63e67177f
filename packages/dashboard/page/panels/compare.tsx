import type {CompareAnswer} from '@cutover/dashboard';
import {Choice} from '../choice.tsx';
import {countText, daysChange, packagesChange, usdChange} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofBoth, type Pair} from '../provenance/quantities.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {ServerView} from '../state/use-server.ts';
import type {SetState} from '../state/use-state.ts';
import {Bridge} from './bridge.tsx';
import {Ledger} from './compare-ledger.tsx';
import {PlannedLedger} from './compare-planned.tsx';
import {UspsLedger} from './compare-usps.tsx';
import {RunStatus, useRuns} from './run-scenario.tsx';
import {type Column, SortedTable} from './sorted-table.tsx';
import {Tornado} from './tornado.tsx';
import {WeekChart} from './week-chart.tsx';
import {Unanswered} from './unanswered.tsx';

interface ComparePanelProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly runs: readonly string[];
  readonly scenarios: readonly string[]; // of the twin
  readonly server: ServerView;
}

/** Two scenarios side by side: each of a finished run, or as planned. */
export function ComparePanel({state, setState, runs, scenarios, server}: ComparePanelProps) {
  const {twin, before, after} = state;
  const sides = [...runs, ...scenarios.map((name) => `/${name}`)];
  const isChosen = sides.includes(before) && sides.includes(after) && before !== after;
  const canAsk = isChosen && server.client !== ''; // who is told how far the planning is
  const key = canAsk ? `${twin} ${before} ${after}` : null;
  const answer = useAnswer(key, () => api.compare(state, server.client));
  // The last answer stays until the next is there, but not under the names of another pair.
  const shown = answer.key === key ? answer.value : null;
  const choice = (label: string, value: string, onChoose: (side: string) => void) => (
    <Choice
      {...{label, value, onChoose}}
      options={['', ...sides]}
      names={{'': 'choose one', ...Object.fromEntries(sides.map((side) => [side, sideName(side)]))}}
    />
  );
  return (
    <section class="panel" aria-label="Compare">
      <div class="pair">
        {choice('From', before, (side) => setState({before: side}))}
        {choice('To', after, (side) => setState({after: side}))}
      </div>
      {!isChosen && (
        <p class="soft">Choose two: scenarios of finished runs, or as planned (preview), which takes some seconds.</p>
      )}
      {isChosen && shown === null && <Unanswered error={answer.error} doing={doingText(server)} />}
      {shown !== null && (
        <>
          <PlannedSides {...{twin, server}} sides={[shown.before, shown.after]} />
          <Compared
            answer={shown}
            pair={{twin, runs: [before, after]}}
            name={`${before}-${after}`.replace(/^\//, '').replaceAll('/', '-')}
            onMap={(measure) => setState({layer: 'difference', measure})}
            onZip={(zip) => setState({zip, facility: ''})}
            onStation={(facility) => setState({facility, zip: ''})}
          />
        </>
      )}
    </section>
  );
}

function sideName(side: string): string {
  return side.startsWith('/') ? `${side.slice(1)}, as planned (preview)` : `${side}, run`;
}

function doingText({planning}: ServerView): string {
  if (planning === null || planning.done === planning.all) return 'Comparing';
  return `Planning ${planning.scenario}, ${planning.done} of ${planning.all} parts of the horizon`;
}

interface PlannedSidesProps {
  readonly twin: string;
  readonly server: ServerView;
  readonly sides: readonly [CompareAnswer['before'], CompareAnswer['before']];
}

/** Says which sides are planned only, and runs them when asked. */
function PlannedSides({twin, server, sides}: PlannedSidesProps) {
  const runs = useRuns(twin, server);
  const planned = sides.filter(({isPreview}) => isPreview);
  if (planned.length === 0) return null;
  return (
    <div class="planned-sides">
      <p>
        <span class="mark">preview</span> {planned.map(({name}) => name).join(' and ')}: planned on expected loads, no
        package simulated.
      </p>
      <div class="buttons">
        {planned.map(({name}) => (
          <button
            type="button"
            key={name}
            disabled={runs.last?.state === 'running'}
            onClick={() => runs.run('run', name)}
          >
            Run {name}
          </button>
        ))}
      </div>
      <RunStatus {...runs} where="in the lists above" />
    </div>
  );
}

interface ComparedProps {
  readonly answer: CompareAnswer;
  readonly pair: Pair;
  readonly name: string;
  readonly onMap: (measure: string) => void;
  readonly onZip: (zip: string) => void;
  readonly onStation: (facility: string) => void;
}

function Compared({answer, pair, name, onMap, onZip, onStation}: ComparedProps) {
  const {before, after, bridge, notes, segments, states, movers, slower, weeks, tornado} = answer;
  const usd = after.costUsd.total - before.costUsd.total;
  return (
    <>
      <p class={usd > 0 ? 'big worse' : 'big better'}>
        <Num of={ofBoth(pair, 'costUsd.total')} label="Second run less the first" text={usdChange(usd)} />
      </p>
      {notes.map((note) => (
        <p class="problem" key={note}>
          {note}
        </p>
      ))}
      <Bridge fromUsd={before.costUsd.total} toUsd={after.costUsd.total} steps={bridge} pair={pair} />
      <div class="buttons">
        <button type="button" onClick={() => onMap('differenceDays')}>
          Days on the map
        </button>
        <button type="button" onClick={() => onMap('differenceUsd')}>
          Cost on the map
        </button>
      </div>
      {before.isPreview || after.isPreview ? (
        <PlannedLedger sides={[before, after]} pair={pair} />
      ) : (
        <Ledger scenarios={[before, after]} runs={pair.runs} />
      )}
      <h3>The Postal Service</h3>
      <UspsLedger usps={answer.usps} names={[before.name, after.name]} pair={pair} />
      <h3>What moves it</h3>
      {tornado === null ? (
        <p class="soft">
          {after.isPreview ? 'A preview' : 'The second run'} has no joint draws; make a run with “--uncertainty 1000” to
          see them.
        </p>
      ) : (
        <Tornado tornado={tornado} pair={pair} />
      )}
      <h3>Days gained or lost</h3>
      <p>
        <Num of={ofBoth(pair, 'zipCount')} label="ZIPs slower" text={countText(answer.slowerCount)} /> ZIPs slower,{' '}
        <Num of={ofBoth(pair, 'zipCount')} label="ZIPs faster" text={countText(answer.fasterCount)} /> faster.
        {slower.length > 0 && ' Who loses most:'}
      </p>
      {slower.length > 0 && (
        <SortedTable
          name={`slower-${name}`}
          rows={slower}
          isRanked
          keyOf={({name: zip}) => zip}
          onChoose={onZip}
          columns={groupColumns('ZIP')}
          of={({name: zip}, measure) => ofBoth(pair, measure, {zip})}
        />
      )}
      <h3>Capacity by week</h3>
      <WeekChart name={before.name} {...weeks.before} of={ofBoth(pair, 'weekPackages')} />
      <WeekChart name={after.name} {...weeks.after} of={ofBoth(pair, 'weekPackages')} />
      <h3>Largest movers</h3>
      <SortedTable
        name={`movers-${name}`}
        rows={movers}
        isRanked
        keyOf={({name: zip}) => zip}
        onChoose={onZip}
        columns={groupColumns('ZIP')}
        of={({name: zip}, measure) => ofBoth(pair, measure, {zip})}
      />
      <h3>Segments</h3>
      <SortedTable
        name={`segments-${name}`}
        rows={segments}
        keyOf={({name: each}) => each}
        columns={groupColumns('Segment')}
        of={({name: segment}, measure) => ofBoth(pair, measure, {segment})}
      />
      <h3>States</h3>
      <SortedTable
        name={`states-${name}`}
        rows={states}
        keyOf={({name: each}) => each}
        columns={groupColumns('State')}
        of={({name: state}, measure) => ofBoth(pair, measure, {state})}
      />
      <h3>Stations</h3>
      <SortedTable
        name={`stations-${name}`}
        rows={answer.stations}
        isRanked
        keyOf={({facilityId}) => facilityId}
        onChoose={onStation}
        columns={STATIONS}
        of={({facilityId}, measure) => ofBoth(pair, measure, {facility: facilityId})}
      />
      <p class="soft">
        Stations: own packages planned on a mean day, and what exceeded them over all days, second less first.
      </p>
      <p class="soft">
        ZIPs carry linehaul and sort at plan fill; unfilled trailers, part routes and fixed cost belong to no ZIP.
      </p>
    </>
  );
}

type Group = CompareAnswer['states'][number];

function groupColumns(label: string): Column<Group>[] {
  return [
    {label, read: ({name}) => name},
    {label: 'Cost', measure: 'usd', read: ({beforeUsd, afterUsd}) => afterUsd - beforeUsd, text: usdChange},
    {label: 'By USPS', measure: 'uspsPackages', read: ({uspsPackages}) => uspsPackages, text: packagesChange},
    {label: 'Days', measure: 'transitDays', read: ({transitDays}) => transitDays ?? Number.NaN, text: daysChange},
  ];
}

const STATIONS: Column<CompareAnswer['stations'][number]>[] = [
  {label: 'Station', read: ({facilityId}) => facilityId},
  {label: 'From', measure: 'meanPackages', read: ({beforePackages}) => beforePackages, text: countText},
  {label: 'To', measure: 'meanPackages', read: ({afterPackages}) => afterPackages, text: countText},
  {
    label: 'Change',
    measure: 'meanPackages',
    read: ({beforePackages, afterPackages}) => afterPackages - beforePackages,
    text: packagesChange,
  },
  {
    label: 'Overflow',
    measure: 'overflowPackages',
    read: ({overflowPackages}) => overflowPackages,
    text: packagesChange,
  },
];
