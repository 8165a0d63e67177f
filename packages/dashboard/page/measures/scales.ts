/** Colours of a measure: class c lies from `cuts[c - 1]` to `cuts[c]`. */
export interface Scale {
  readonly cuts: readonly number[];
  readonly colors: readonly string[]; // one more than cuts
}

// Blue to orange over a light middle, and a single run of blue-green: both keep their order in grey and for readers who
// do not tell red from green (checked as luminance steps and with the usual three kinds of colour blindness).
const SEQUENTIAL = ['#f2efc7', '#c9e0b3', '#95cbb0', '#5fb0b1', '#3a8fab', '#2a6c9b', '#2a4880', '#242a5c'];
const DIVERGING = ['#8c4a0a', '#c9761a', '#edb165', '#f7dfbd', '#c9e0ea', '#7fb7d3', '#3280ad', '#0c4a77'];

/**
 * Eight classes with about as many values in each; cuts of two figures, so that a legend reads well. Where more than
 * one class would be of the lowest value alone (the first week of a plan), it has one and the others share the rest.
 */
export function sequentialScale(values: Float32Array): Scale {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const lowest = sorted.lastIndexOf(sorted[0]) + 1;
  const isCrowded = lowest < sorted.length && lowest > sorted.length / SEQUENTIAL.length;
  const shared = isCrowded ? sorted.subarray(lowest) : sorted;
  const count = isCrowded ? SEQUENTIAL.length - 1 : SEQUENTIAL.length;
  const cuts = new Set<number>(isCrowded ? [twoFigures(shared[0])] : []);
  for (let part = 1; part < count && shared.length > 0; part++) {
    cuts.add(twoFigures(shared[Math.floor((part / count) * (shared.length - 1))]));
  }
  const ascending = [...cuts].filter((cut) => cut > sorted[0]).sort((a, b) => a - b); // nothing lies below the first
  return {cuts: ascending, colors: spread(SEQUENTIAL, ascending.length + 1)};
}

/**
 * Four classes on each side of zero, equally far from it: the last tenth of values is in the outer ones.
 *
 * @param worseAbove - orange stands for what is worse, so above zero where more is worse
 */
export function divergingScale(values: Float32Array, worseAbove: boolean): Scale {
  const sizes = values
    .filter((value) => !Number.isNaN(value))
    .map(Math.abs)
    .sort();
  const top = sizes.length === 0 ? 1 : sizes[Math.floor(0.9 * (sizes.length - 1))] || 1;
  const steps = [top / 4, top / 2, top].map(twoFigures);
  const colors = worseAbove ? [...DIVERGING].reverse() : DIVERGING;
  return {cuts: [...steps.map((step) => -step).reverse(), 0, ...steps], colors};
}

/** Seven cuts around a middle, from orange to blue. */
export function fixedScale(cuts: readonly number[]): Scale {
  return {cuts, colors: DIVERGING};
}

export function classOf({cuts}: Scale, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < cuts[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

function twoFigures(value: number): number {
  return Number(value.toPrecision(2));
}

function spread(colors: readonly string[], count: number): string[] {
  if (count === 1) return [colors[3]];
  return Array.from({length: count}, (_, i) => colors[Math.round((i / (count - 1)) * (colors.length - 1))]);
}

/** `#rrggbb` as a pixel of an ImageData seen as 32-bit numbers (little-endian). */
export function pixelOf(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
