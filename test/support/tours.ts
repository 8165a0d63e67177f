// Delivery tours through random stops: nearest neighbour, then 2-opt. Nothing of the product is used here, so that what
// it says about miles can be held against tours that were really laid out.

/** A tour from a station through the stops of a unit square and back; lengths in sides of the square. */
export interface Tour {
  readonly stops: number;
  readonly stem: number; // to the first stop and from the last
  readonly inside: number; // between the stops
}

/** Random numbers 0 … 1 from a seed (Marsaglia's xorshift of 32 bits): one stream for one test. */
export function randomStream(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ 0x2545f491 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** Standard normal numbers of a stream (Box and Muller). */
export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** @param distance - of the station from the near side of the square, in sides of it */
export function layTour(random: () => number, stops: number, distance: number): Tour {
  const x = [-distance, ...Array.from({length: stops}, random)];
  const y = [0.5, ...Array.from({length: stops}, random)];
  const length = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b]);
  const tour = nearestNeighbour(stops + 1, length);
  untangle(tour, length);
  const legs = tour.map((point, i) => length(point, tour[(i + 1) % tour.length]));
  const stem = legs[0] + legs[legs.length - 1];
  return {stops, stem, inside: legs.reduce((sum, leg) => sum + leg, 0) - stem};
}

function nearestNeighbour(count: number, length: (a: number, b: number) => number): number[] {
  const tour = [0];
  const left = new Set(Array.from({length: count - 1}, (_, i) => i + 1));
  while (left.size > 0) {
    const here = tour[tour.length - 1];
    let nearest = -1;
    for (const point of left) if (nearest < 0 || length(here, point) < length(here, nearest)) nearest = point;
    tour.push(nearest);
    left.delete(nearest);
  }
  return tour;
}

/** Turns round any stretch whose turning shortens the tour, until none does. */
function untangle(tour: number[], length: (a: number, b: number) => number): void {
  for (let isShorter = true; isShorter; ) {
    isShorter = false;
    for (let i = 0; i < tour.length - 2; i++) {
      for (let j = i + 2; j < tour.length; j++) {
        const [a, b, c, d] = [tour[i], tour[i + 1], tour[j], tour[(j + 1) % tour.length]];
        if (a === d || length(a, c) + length(b, d) >= length(a, b) + length(c, d) - 1e-12) continue;
        tour.splice(i + 1, j - i, ...tour.slice(i + 1, j + 1).reverse());
        isShorter = true;
      }
    }
  }
}
