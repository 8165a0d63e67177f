import type {CompareAnswer} from '@cutover/dashboard';
import {Choice} from '../choice.tsx';
import {countText, packagesChange, usdChange} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ofBoth} from '../provenance/quantities.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {SetState} from '../state/use-state.ts';
import {Bridge} from './bridge.tsx';
import {Ledger} from './compare-ledger.tsx';
import {UspsLedger} from './compare-usps.tsx';
import {type Column, SortedTable} from './sorted-table.tsx';
import {Tornado} from './tornado.tsx';
import {WeekChart} from './week-chart.tsx';
import {Unanswered} from './unanswered.tsx';

interface ComparePanelProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly runs: readonly string[];
}

/** Two scenarios of finished runs side by side. */
export function ComparePanel({state, setState, runs}: ComparePanelProps) {
  const {before, after} = state;
  const isChosen = runs.includes(before) && runs.includes(after) && before !== after;
  const answer = useAnswer(isChosen ? `${before} ${after}` : null, () => api.compare(before, after));
  return (
    <section class="panel" aria-label="Compare">
      <div class="pair">
        <Choice
          label="From"
          value={before}
          options={['', ...runs]}
          names={{'': 'choose a run'}}
          onChoose={(run) => setState({before: run})}
        />
        <Choice
          label="To"
          value={after}
          options={['', ...runs]}
          names={{'': 'choose a run'}}
          onChoose={(run) => setState({after: run})}
        />
      </div>
      {!isChosen && <p class="soft">Choose two different scenarios of finished runs.</p>}
      {isChosen && answer.value === null && <Unanswered error={answer.error} doing="Comparing" />}
      {isChosen && answer.value !== null && (
        <Compared
          answer={answer.value}
          runs={[before, after]}
          name={`${before}-${after}`.replaceAll('/', '-')}
          onMap={(measure) => setState({layer: 'difference', measure})}
          onZip={(zip) => setState({zip, facility: ''})}
          onStation={(facility) => setState({facility, zip: ''})}
        />
      )}
    </section>
  );
}

interface ComparedProps {
  readonly answer: CompareAnswer;
  readonly runs: readonly [string, string]; // run/scenario, before and after
  readonly name: string;
  readonly onMap: (measure: string) => void;
  readonly onZip: (zip: string) => void;
  readonly onStation: (facility: string) => void;
}

function Compared({answer, runs, name, onMap, onZip, onStation}: ComparedProps) {
  const {before, after, bridge, notes, segments, states, movers, slower, weeks, tornado} = answer;
  const usd = after.costUsd.total - before.costUsd.total;
  return (
    <>
      <p class={usd > 0 ? 'big worse' : 'big better'}>
        <Num of={ofBoth(runs, 'costUsd.total')} label="Second run less the first" text={usdChange(usd)} />
      </p>
      {notes.map((note) => (
        <p class="problem" key={note}>
          {note}
        </p>
      ))}
      <Bridge fromUsd={before.costUsd.total} toUsd={after.costUsd.total} steps={bridge} runs={runs} />
      <div class="buttons">
        <button type="button" onClick={() => onMap('differenceDays')}>
          Days on the map
        </button>
        <button type="button" onClick={() => onMap('differenceUsd')}>
          Cost on the map
        </button>
      </div>
      <Ledger scenarios={[before, after]} runs={runs} />
      <h3>The Postal Service</h3>
      <UspsLedger usps={answer.usps} names={[before.name, after.name]} runs={runs} />
      <h3>What moves it</h3>
      {tornado === null ? (
        <p class="soft">The second run has no joint draws; make it with “--uncertainty 1000” to see them.</p>
      ) : (
        <Tornado tornado={tornado} runs={runs} />
      )}
      <h3>Days gained or lost</h3>
      <p>
        <Num of={ofBoth(runs, 'zipCount')} label="ZIPs that get slower" text={countText(answer.slowerCount)} /> ZIPs get
        slower, <Num of={ofBoth(runs, 'zipCount')} label="ZIPs that get faster" text={countText(answer.fasterCount)} />{' '}
        faster.
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
          of={({name: zip}, measure) => ofBoth(runs, measure, {zip})}
        />
      )}
      <h3>Capacity by week</h3>
      <WeekChart name={before.name} {...weeks.before} of={ofBoth(runs, 'weekPackages')} />
      <WeekChart name={after.name} {...weeks.after} of={ofBoth(runs, 'weekPackages')} />
      <h3>Largest movers</h3>
      <SortedTable
        name={`movers-${name}`}
        rows={movers}
        isRanked
        keyOf={({name: zip}) => zip}
        onChoose={onZip}
        columns={groupColumns('ZIP')}
        of={({name: zip}, measure) => ofBoth(runs, measure, {zip})}
      />
      <h3>Segments</h3>
      <SortedTable
        name={`segments-${name}`}
        rows={segments}
        keyOf={({name: each}) => each}
        columns={groupColumns('Segment')}
        of={({name: segment}, measure) => ofBoth(runs, measure, {segment})}
      />
      <h3>States</h3>
      <SortedTable
        name={`states-${name}`}
        rows={states}
        keyOf={({name: each}) => each}
        columns={groupColumns('State')}
        of={({name: state}, measure) => ofBoth(runs, measure, {state})}
      />
      <h3>Stations</h3>
      <SortedTable
        name={`stations-${name}`}
        rows={answer.stations}
        isRanked
        keyOf={({facilityId}) => facilityId}
        onChoose={onStation}
        columns={STATIONS}
        of={({facilityId}, measure) => ofBoth(runs, measure, {facility: facilityId})}
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

function daysChange(days: number): string {
  if (Number.isNaN(days)) return '–';
  return `${days > 0 ? '+' : days < 0 ? '−' : ''}${Math.abs(days).toFixed(2)}`;
}
