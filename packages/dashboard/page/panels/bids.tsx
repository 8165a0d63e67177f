import type {BidsAnswer} from '@cutover/dashboard';
import {useMemo, useState} from 'preact/hooks';
import {Choice} from '../choice.tsx';
import {countText, priceText} from '../format.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {SetState} from '../state/use-state.ts';
import {type Column, SortedTable} from './sorted-table.tsx';

interface BidsPanelProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly books: readonly string[];
  readonly synthetic: boolean;
}

type Bid = BidsAnswer[number];

/** A bid book: what entry into the mail is worth at each hand-off. The download has every column of the file. */
export function BidsPanel({state, setState, books, synthetic}: BidsPanelProps) {
  const {bids} = state;
  const answer = useAnswer(bids === '' ? null : bids, () => api.bids(bids));
  const [text, setText] = useState('');
  const [zone, setZone] = useState('all');
  const rows = useMemo(() => (answer.value ?? []).filter((bid) => fits(bid, text, zone)), [answer.value, text, zone]);
  if (bids === '')
    return (
      <p class="soft">There is no bid book. Make one with “cutover bid PLAN --out bids.csv” and serve the file.</p>
    );
  if (answer.error !== null)
    return (
      <p class="problem" role="alert">
        {answer.error}
      </p>
    );
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
      <label class="filter">
        <span class="soft">Filter</span>
        <input value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder="unit, group or ZIP" />
      </label>
      <SortedTable
        name={bids}
        rows={rows}
        keyOf={({unit, unitType, tender}) => `${unit} ${unitType} ${tender}`}
        chosen={state.facility}
        onChoose={(key) => setState({facility: key.split(' ')[0], zip: ''})}
        columns={COLUMNS}
      />
      <p class="soft">
        USD per package. Walk away: what the plan would cost more without the unit; P10 to P90 of what own vans cost.
        Walk-away prices do not add up over neighbours. Pay: at most, so that all rows together never cost more than
        their group is worth.
      </p>
    </section>
  );
}

function fits({unit, groupUnit, zips, zone: of}: Bid, text: string, zone: string): boolean {
  const wanted = text.trim().toLowerCase();
  return (zone === 'all' || of === zone) && `${unit} ${groupUnit} ${zips}`.toLowerCase().includes(wanted);
}

const usd = (read: (bid: Bid) => number | undefined) => (bid: Bid) => read(bid) ?? Number.NaN;

const COLUMNS: Column<Bid>[] = [
  {label: 'Unit', read: ({unit}) => unit},
  {label: 'Tender', read: ({tender}) => tender.replace('_', ' ')},
  {label: 'A day', read: ({packagesPerDay}) => packagesPerDay, text: countText},
  {label: 'Walk away', read: usd(({walkAwayUsd}) => walkAwayUsd), text: priceText},
  {label: 'Pay', read: usd(({payUsd}) => payUsd), text: priceText},
  {label: 'Agree', read: ({zone}) => zone},
  ...[
    {label: 'P10', read: usd(({walkAwayP10Usd}) => walkAwayP10Usd)},
    {label: 'P50', read: usd(({walkAwayP50Usd}) => walkAwayP50Usd)},
    {label: 'P90', read: usd(({walkAwayP90Usd}) => walkAwayP90Usd)},
    {label: 'Planned', read: usd(({plannedUsd}) => plannedUsd)},
    {label: 'Floor low', read: usd(({floorLowUsd}) => floorLowUsd)},
    {label: 'Floor base', read: usd(({floorBaseUsd}) => floorBaseUsd)},
    {label: 'Floor high', read: usd(({floorHighUsd}) => floorHighUsd)},
    {label: 'Group', read: ({groupUnit}: Bid) => groupUnit},
    {label: 'Group USD', read: usd(({groupUsd}) => groupUsd)},
    {label: 'ZIPs', read: ({zips}: Bid) => zips},
  ].map((column) => ({...column, inFileOnly: true})),
];
