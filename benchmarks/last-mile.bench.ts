// Route length by formula against the best known, on published vehicle routing instances (CVRPLIB files, `.vrp` with
// the `.sol` beside it, in the folder `cvrp` of CUTOVER_INSTANCES). Both ways to say how many stops a route makes: by
// the routes of the best known solution, and by what a vehicle holds. Local is length minus stems, by known routes.
// Run: CUTOVER_INSTANCES=… pnpm bench last-mile. Record: benchmarks/README.md.
import {LOCAL_CONSTANT, routeDistance, STEM_OVERLAP} from '@cutover/core';
import {
  cellsOf,
  type Instance,
  instanceFolder,
  readInstances,
  stemLength,
  stopsPerRouteOf,
} from '../test/support/cvrp.ts';

const folder = instanceFolder();
if (folder === undefined) {
  console.log('skipped: set CUTOVER_INSTANCES to a folder with the instances in cvrp');
} else {
  const rows = readInstances(folder).map(measured);
  const percent = (error: number) => `${error < 0 ? '' : '+'}${(100 * error).toFixed(1)}%`;
  console.log(`k ${LOCAL_CONSTANT}, overlap ${STEM_OVERLAP}`);
  console.table(
    Object.fromEntries(
      rows.map(({name, stops, stopsPerRoute, cells, best, predicted, error, errorHeld, stems, local, localError}) => [
        name,
        {
          ...{stops, 'stops/route': stopsPerRoute.toFixed(1), cells, best, predicted: Math.round(predicted)},
          ...{error: percent(error), 'error, held': percent(errorHeld), stems: Math.round(stems)},
          ...{local: Math.round(local), 'local error': percent(localError)},
        },
      ]),
    ),
  );
  const meanError = (read: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + Math.abs(read(row)), 0) / rows.length;
  const known = meanError(({error}) => error);
  const held = meanError(({errorHeld}) => errorHeld);
  console.log(`mean absolute error ${(100 * known).toFixed(2)}%, ${(100 * held).toFixed(2)}% by what a vehicle holds`);
}

function measured(instance: Instance) {
  const {name, bestLength, stops} = instance;
  const cells = cellsOf(instance);
  const {known, held} = stopsPerRouteOf(instance);
  const predicted = routeDistance(cells, {stopsPerRoute: known});
  const stems = stemLength(cells, known);
  return {
    ...{name, stops: stops.length, stopsPerRoute: known, cells: cells.length, best: bestLength, predicted, stems},
    error: predicted / bestLength - 1,
    errorHeld: routeDistance(cells, {stopsPerRoute: held}) / bestLength - 1,
    local: bestLength - stems,
    localError: (predicted - stems) / (bestLength - stems) - 1,
  };
}
