/** Stops near each other. Lengths in any one unit, the area in its square. */
export interface StopCell {
  readonly stops: number; // ≥ 0
  readonly area: number; // ≥ 0; NaN for a single stop, which has no box, counts as 0
  readonly distance: number; // ≥ 0, mean of its stops from the depot, one way
}

/** How routes are cut. */
export interface RouteShape {
  readonly stopsPerRoute: number; // > 0, mean
  readonly localConstant?: number | undefined; // ≥ 0; LOCAL_CONSTANT unless given
}

/** One tour through n stops in area A is this times sqrt(n A) long. Fitted: see `routeDistance`. */
export const LOCAL_CONSTANT = 0.63;

/** What stems and tour share of the product over the sum of both. Fitted likewise. */
export const STEM_OVERLAP = 0.33;

/**
 * Length of all routes that visit each stop once from one depot (continuous approximation).
 *
 * Stems S = 2 x sum of stops x distance / stopsPerRoute. Tour D = k x sum of sqrt(stops x area), what one tour without
 * a depot would drive (Beardwood, Halton, Hammersley). Routes drive
 *
 *     L = S + D - overlap x S D / (S + D)
 *
 * which keeps max(S, D) ≤ L ≤ S + D, the bounds of Haimovich and Rinnooy Kan. The overlap is where a stem passes stops
 * it serves on its way: nothing where one of the two is nothing, most where stems rule, as zones are then long and
 * slender toward the depot (Daganzo). So the local part L - S is between 0.42 (far, short routes) and 0.63 (one tour)
 * x the sum of roots, and 0.53-0.56 where stems are 35-50% of the miles, as for vans; Daganzo's 0.57 is for such.
 *
 * Two constants, fitted to seven published instances (X set, Leuven1) and 107 made ones in their style (stops uniform
 * and clustered, depot central, in a corner, anywhere; 4 to 155 stops a route), with `stopsPerRoute` both from known
 * routes and from capacity / mean load. These differ by what capacity leaves unused, 1-4%; the fit is between them.
 * `benchmarks/last-mile.bench.ts` measures it. Cells of about 25 stops: their box grown by (n + 1) / (n - 1).
 *
 * Lengths x c give L x c; more stops, area or distance are never shorter, nor are fewer stops a route; a cell may be
 * split into parts of equal density and distance.
 *
 * @returns length in the unit of the distances; 0 without stops
 * @throws RangeError if a number is negative or not finite, naming its cell
 * @see C. F. Daganzo, "The distance traveled to visit N points with a maximum of C stops per vehicle", Transportation
 *   Science 18 (1984) 331–350
 * @see M. Haimovich, A. H. G. Rinnooy Kan, "Bounds and heuristics for capacitated routing problems", Mathematics of
 *   Operations Research 10 (1985) 527–542
 */
export function routeDistance(cells: readonly StopCell[], shape: RouteShape): number {
  const {stopsPerRoute, localConstant = LOCAL_CONSTANT} = shape;
  if (!(stopsPerRoute > 0)) throw new RangeError(`stopsPerRoute is ${stopsPerRoute}; it must be above 0`);
  if (!(localConstant >= 0 && localConstant < Infinity)) {
    throw new RangeError(`localConstant is ${localConstant}; it must be at least 0 and finite`);
  }
  let stems = 0;
  let tour = 0;
  cells.forEach((cell, row) => {
    checkCell(cell, row);
    stems += (2 * cell.stops * cell.distance) / stopsPerRoute;
    tour += localConstant * Math.sqrt(cell.stops * areaOf(cell));
  });
  return stems === 0 || tour === 0 ? stems + tour : stems + tour - (STEM_OVERLAP * stems * tour) / (stems + tour);
}

function areaOf({stops, area}: StopCell): number {
  return Number.isNaN(area) && stops <= 1 ? 0 : area;
}

function checkCell(cell: StopCell, row: number): void {
  const numbers = {stops: cell.stops, area: areaOf(cell), distance: cell.distance};
  for (const [name, number] of Object.entries(numbers)) {
    if (number >= 0 && number < Infinity) continue;
    throw new RangeError(`${name} of cell ${row} is ${number}; it must be at least 0 and finite`);
  }
}
