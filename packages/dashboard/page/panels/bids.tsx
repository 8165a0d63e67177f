import type {BidsAnswer} from '@cutover/dashboard';
import {useMemo, useState} from 'preact/hooks';
import {Choice} from '../choice.tsx';
import {countText, priceText} from '../format.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {SetState} from '../state/use-state.ts';
import {type Column, SortedTable} from './sorted-table.tsx';
import {useTextFilter} from './text-filter.tsx';
import {Unanswered} from './unanswered.tsx';

interface BidsPanelProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly books: readonly string[];
  readonly synthetic: boolean;
}

type Bid = BidsAnswer[number];

/** A bid book: what entry into the mail is worth at each hand-off. The download is the file. */
export function BidsPanel({state, setState, books, synthetic}: BidsPanelProps) {
  const {bids} = state;
  const answer = useAnswer(bids === '' ? null : bids, () => api.bids(bids));
  const [zone, setZone] = useState('all');
  const {found, field} = useTextFilter(answer.value, textOf, 'unit, group or ZIP');
  const rows = useMemo(() => found.filter((bid) => zone === 'all' || bid.zone === zone), [found, zone]);
  if (bids === '')
    return (
      <p class="soft">There is no bid book. Make one with “cutover bid PLAN --out bids.csv” and serve the file.</p>
    );
  if (answer.value === null) return <Unanswered error={answer.error} doing={`Reading ${bids}`} />;
  return (
    <section class="panel" aria-label="Bids">
      <div class="pair">
        <Choice label="Book" value={bids} options={books} onChoose={(book) => setState({bids: book})} />
        <Choice
          label="Agree"
          value={zone}
          options={['all', 'open', 'unsure', 'none', 'no volume']}
          onChoose={setZone}
        />
      </div>
      {synthetic && (
        <p>
          <span class="mark">synthetic network</span>
        </p>
      )}
      {field}
      <SortedTable
        name={bids}
        rows={rows}
        keyOf={({unit, unitType, tender}) => `${unit} ${unitType} ${tender}`}
        chosen={state.facility}
        onChoose={(key) => setState({facility: key.split(' ')[0], zip: ''})}
        columns={COLUMNS}
        of={({unit, unitType, tender}, measure) => ({
          ...{kind: 'bid', bids, twin: state.twin, measure, unit, unitType, tender},
        })}
        fileColumns={FILE_COLUMNS}
      />
      <p class="soft">
        Day: tendered for the same or the next day. USD per package. Walk away: what the plan would cost more without
        the unit; P10 to P90 of what own vans cost. Walk-away prices do not add up over neighbours. Pay: at most, so
        that all rows together never cost more than their group is worth.
      </p>
    </section>
  );
}

const textOf = ({unit, groupUnit, zips}: Bid): string => `${unit} ${groupUnit} ${zips}`;

const usd = (read: (bid: Bid) => number | undefined) => (bid: Bid) => read(bid) ?? Number.NaN;

const COLUMNS: Column<Bid>[] = [
  {label: 'Unit', read: ({unit}) => unit},
  {label: 'A day', measure: 'packagesPerDay', read: ({packagesPerDay}) => packagesPerDay, text: countText},
  {label: 'Day', read: ({tender}) => (tender === 'same_day' ? 'same' : 'next')},
  {label: 'Walk away', measure: 'walkAwayUsd', read: usd(({walkAwayUsd}) => walkAwayUsd), text: priceText},
  {label: 'Pay', measure: 'payUsd', read: usd(({payUsd}) => payUsd), text: priceText},
  {label: 'Agree', read: ({zone}) => zone},
];

// In the order of bids.csv; a column that is added there is missed here by the compiler.
const inFile: Readonly<Record<keyof Bid, true>> = {
  unit: true,
  unitType: true,
  tender: true,
  zips: true,
  packagesPerDay: true,
  walkAwayUsd: true,
  walkAwayP10Usd: true,
  walkAwayP50Usd: true,
  walkAwayP90Usd: true,
  payUsd: true,
  plannedUsd: true,
  potentialPackagesPerDay: true,
  potentialUsd: true,
  toOwnPackagesPerDay: true,
  toMailPackagesPerDay: true,
  toListPackagesPerDay: true,
  toOtherPackagesPerDay: true,
  toStations: true,
  floorLowUsd: true,
  floorBaseUsd: true,
  floorHighUsd: true,
  zone: true,
  waitUsd: true,
  groupUnit: true,
  groupUsd: true,
  valueUsd: true,
  boundUsd: true,
  gap: true,
  iterations: true,
  whyStopped: true,
};

const FILE_COLUMNS = (Object.keys(inFile) as (keyof Bid)[]).map(
  (key): Column<Bid> => ({
    label: key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    read: (bid) => bid[key] ?? '',
  }),
);
