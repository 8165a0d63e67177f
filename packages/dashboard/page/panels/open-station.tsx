import type {Quantity} from '@cutover/dashboard';
import {countText, priceText, usdFull} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import type {PageState} from '../state/hash.ts';
import type {Moves} from '../state/use-moves.ts';
import type {Opened} from '../state/use-opened.ts';

interface OpenStationProps {
  readonly state: PageState;
  readonly moves: Moves;
  readonly zip: string;
  readonly site: Opened | undefined; // undefined: none is opened here
}

const OPENED_MAX = 20;

/** Opens a station at a ZIP in the what-if, or closes it again; what it is taken to be like is an assumption. */
export function OpenStation({state, moves, zip, site}: OpenStationProps) {
  const {openedZips} = state.whatIf;
  const isOpened = openedZips.includes(zip);
  const toggle = (): void => {
    const others = openedZips.filter((each) => each !== zip);
    moves.change({openedZips: isOpened ? others : [...others, zip].sort()});
  };
  const {twin, scenario} = state;
  const of = (measure: string): Quantity => ({kind: 'twin', twin, scenario, zip, measure});
  return (
    <div class="opening">
      {site !== undefined && (
        <p class="soft">
          {site.facilityId} <span class="mark">assumption</span>{' '}
          <Num of={of('capacityPackagesPerDay')} label="Capacity" text={countText(site.capacityPackagesPerDay)} />{' '}
          packages a day, <Num of={of('fixedUsdPerDay')} label="Fixed cost" text={usdFull(site.fixedUsdPerDay)} /> a day
          and <Num of={of('handlingUsdPerPackage')} label="Handling" text={priceText(site.handlingUsdPerPackage)} /> a
          package, as stations of the twin; fed from {site.fedFrom.join(', ')}, as the nearest one. Open from the first
          day, without a ramp.
        </p>
      )}
      <button type="button" onClick={toggle} disabled={!isOpened && openedZips.length >= OPENED_MAX}>
        {isOpened ? 'Do not open it' : 'Open a station here in a what-if'}
      </button>
    </div>
  );
}
