import type {CompareAnswer} from '@cutover/dashboard';
import {Choice} from '../choice.tsx';
import {countText, packagesChange, usdChange, usdExact, usdText} from '../format.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {SetState} from '../state/use-state.ts';
import {type Column, SortedTable} from './sorted-table.tsx';

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
      {answer.error !== null && (
        <p class="problem" role="alert">
          {answer.error}
        </p>
      )}
      {isChosen && answer.value === null && answer.error === null && (
        <p class="soft" role="status">
          Comparing …
        </p>
      )}
      {isChosen && answer.value !== null && (
        <Compared
          answer={answer.value}
          name={`${before}-${after}`.replaceAll('/', '-')}
          onMap={(measure) => setState({layer: 'difference', measure})}
          onZip={(zip) => setState({zip, facility: ''})}
        />
      )}
    </section>
  );
}

interface ComparedProps {
  readonly answer: CompareAnswer;
  readonly name: string;
  readonly onMap: (measure: string) => void;
  readonly onZip: (zip: string) => void;
}

function Compared({answer, name, onMap, onZip}: ComparedProps) {
  const {before, after, bridge, notes, segments, states, movers} = answer;
  const usd = after.costUsd.total - before.costUsd.total;
  return (
    <>
      <p class="big">
        <span class={usd > 0 ? 'worse' : 'better'}>{usdChange(usd)}</span>
      </p>
      {notes.map((note) => (
        <p class="problem" key={note}>
          {note}
        </p>
      ))}
      <Bridge fromUsd={before.costUsd.total} toUsd={after.costUsd.total} steps={bridge} />
      <div class="buttons">
        <button type="button" onClick={() => onMap('differenceDays')}>
          Days on the map
        </button>
        <button type="button" onClick={() => onMap('differenceUsd')}>
          Cost on the map
        </button>
      </div>
      <Ledger before={before} after={after} />
      <h3>Largest movers</h3>
      <SortedTable
        name={`movers-${name}`}
        rows={movers}
        isRanked
        keyOf={({name: zip}) => zip}
        onChoose={onZip}
        columns={groupColumns('ZIP')}
      />
      <h3>Segments</h3>
      <SortedTable
        name={`segments-${name}`}
        rows={segments}
        keyOf={({name: each}) => each}
        columns={groupColumns('Segment')}
      />
      <h3>States</h3>
      <SortedTable
        name={`states-${name}`}
        rows={states}
        keyOf={({name: each}) => each}
        columns={groupColumns('State')}
      />
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
    {label: 'Cost', read: ({beforeUsd, afterUsd}) => afterUsd - beforeUsd, text: usdChange},
    {label: 'By USPS', read: ({uspsPackages}) => uspsPackages, text: packagesChange},
    {label: 'Days', read: ({transitDays}) => transitDays ?? Number.NaN, text: daysChange},
  ];
}

function daysChange(days: number): string {
  if (Number.isNaN(days)) return '–';
  return `${days > 0 ? '+' : days < 0 ? '−' : ''}${Math.abs(days).toFixed(2)}`;
}

interface BridgeProps {
  readonly fromUsd: number;
  readonly toUsd: number;
  readonly steps: CompareAnswer['bridge'];
}

/** From one total to the other, step by step, to the cent. */
function Bridge({fromUsd, toUsd, steps}: BridgeProps) {
  const most = Math.max(1, ...steps.map(({usd}) => Math.abs(usd)));
  return (
    <table class="bridge">
      <caption>Cost bridge, USD</caption>
      <tbody>
        <tr>
          <th scope="row">From</th>
          <td class="number" colSpan={2}>
            {usdExact(fromUsd).replace('+', '')}
          </td>
        </tr>
        {steps.map(({label, usd}) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="bar" aria-hidden="true">
              <i
                class={usd > 0 ? 'worse' : 'better'}
                style={{width: `${(50 * Math.abs(usd)) / most}%`, [usd > 0 ? 'left' : 'right']: '50%'}}
              />
            </td>
            <td class="number">{usdExact(usd)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">To</th>
          <td class="number" colSpan={2}>
            {usdExact(toUsd).replace('+', '')}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** What goes by whom, and how it holds, before and after. */
function Ledger({before, after}: Pick<CompareAnswer, 'before' | 'after'>) {
  const rows: [string, string, string][] = [
    ['Cost', usdText(before.costUsd.total), usdText(after.costUsd.total)],
    ['Postage', usdText(before.costUsd.postage), usdText(after.costUsd.postage)],
    ['Shortfall', usdText(before.costUsd.contractShortfall), usdText(after.costUsd.contractShortfall)],
    ['By USPS, simulated', countText(before.packages.deliveredUsps), countText(after.packages.deliveredUsps)],
    ['By own vans, simulated', countText(before.packages.deliveredOwned), countText(after.packages.deliveredOwned)],
    [
      'On time',
      `${(100 * before.service.onTimeShare).toFixed(2)}%`,
      `${(100 * after.service.onTimeShare).toFixed(2)}%`,
    ],
    ['Waiting at the end', countText(before.packages.backlogEnd), countText(after.packages.backlogEnd)],
  ];
  return (
    <table class="parts">
      <thead>
        <tr>
          <td />
          <th scope="col" class="number">
            {before.name}
          </th>
          <th scope="col" class="number">
            {after.name}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, was, is]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{was}</td>
            <td class="number">{is}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
