// The hot loops of src/assign: prices of ZIPs' states, their cheapest paths, and moves of ZIPs in a plan, bit for bit
// as their TypeScript twins. src/assign/space-layout.ts says where in memory the tables are.
import {
  CHUNKS,
  IS_LIMITED,
  IS_RESTING,
  PATHS,
  PRICE_ARRIVING,
  PRICE_SWITCHING,
  SCRATCH_USD,
  SOFT_PATHS,
  STATES_MAX,
  WEEKS,
} from '../src/assign/space-layout';
import {cheapestPath, pathUsd, pricedPathUsd} from './assign/path';
import {addAsked, chargeCuts, priceWeeks} from './assign/price';
import {moveZipIn} from './assign/soft';
import {byte, table, word} from './assign/tables';
import {addPath, addUsd, clearTotals, holdToRoom, totalsOf} from './assign/totals';

export function priceChunk(chunk: i32, zipFrom: i32, zipTo: i32, hasCuts: bool): void {
  const weeks = word(WEEKS);
  const totals = totalsOf(chunk);
  const usd = table(SCRATCH_USD) + (<usize>(chunk * (weeks + 1) * STATES_MAX) << 3);
  const arriving = word(IS_LIMITED) == 1 ? table(PRICE_ARRIVING) : 0;
  clearTotals(totals);
  for (let zip = zipFrom; zip < zipTo; zip++) {
    const path = table(PATHS) + <usize>(zip * weeks);
    if (byte(table(IS_RESTING), zip) == 0) {
      priceWeeks(zip, usd);
      if (hasCuts) chargeCuts(zip, chunk, usd);
      addUsd(totals, 0, cheapestPath(zip, chunk, usd, table(PRICE_SWITCHING), arriving, path));
      addUsd(totals, 1, pathUsd(zip, path));
    }
    addPath(zip, path, totals, 1);
    holdToRoom(zip, path, totals);
    if (hasCuts) addAsked(zip, chunk, path, totals);
  }
}

export function moveZip(zip: i32): f64 {
  return moveZipIn(zip, word(CHUNKS));
}

export function drawZip(zip: i32): f64 {
  const weeks = word(WEEKS);
  const slot = word(CHUNKS);
  const usd = table(SCRATCH_USD) + (<usize>(slot * (weeks + 1) * STATES_MAX) << 3);
  const arriving = word(IS_LIMITED) == 1 ? table(PRICE_ARRIVING) : 0;
  const switching = table(PRICE_SWITCHING);
  const at = <usize>(zip * weeks);
  priceWeeks(zip, usd);
  const least = cheapestPath(zip, slot, usd, switching, arriving, table(PATHS) + at);
  return pricedPathUsd(zip, usd, switching, arriving, table(SOFT_PATHS) + at) - least;
}
