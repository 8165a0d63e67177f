// The map as pixels that name their ZIP: made once for a view, so that a new colour of the nation is one pass over the
// pixels, and what is under the pointer is one read.

/** The part of the plane that is on screen: a point lies at `k * x + x0`, `k * y + y0` pixels. */
export interface Window {
  readonly width: number; // pixels
  readonly height: number;
  readonly k: number;
  readonly x0: number;
  readonly y0: number;
}

/** Cells and states on the plane, as the server gives them. */
export interface Shapes {
  readonly zipState: Uint8Array; // [zip], 1 + state; 0: not on the map
  readonly cellStart: Uint32Array; // [zip + 1]
  readonly cellXY: Float32Array;
  readonly ringStart: Uint32Array; // [ring + 1]
  readonly ringState: Uint8Array; // [ring]
  readonly ringXY: Float32Array;
}

/** @returns `[pixel]`, 1 + ZIP; 0 where there is none */
export function rasterize(shapes: Shapes, window: Window, stateOf: Uint8Array, zipOf: Uint32Array): void {
  stateOf.fill(0);
  zipOf.fill(0);
  for (let from = 0; from < shapes.ringState.length; ) {
    let to = from;
    while (to < shapes.ringState.length && shapes.ringState[to] === shapes.ringState[from]) to++;
    fillState(shapes, window, from, to, stateOf);
    from = to;
  }
  for (let zip = 0; zip < shapes.zipState.length; zip++) fillCell(shapes, window, zip, stateOf, zipOf);
}

/** Fills between the borders of a state's rings, row by row (even-odd, at the middle of pixels). */
function fillState(
  {ringStart, ringState, ringXY}: Shapes,
  {width, height, k, x0, y0}: Window,
  fromRing: number,
  toRing: number,
  stateOf: Uint8Array,
): void {
  const crossings: number[][] = [];
  for (let ring = fromRing; ring < toRing; ring++) {
    for (let i = ringStart[ring]; i < ringStart[ring + 1]; i++) {
      const next = i + 1 < ringStart[ring + 1] ? i + 1 : ringStart[ring];
      const ax = k * ringXY[2 * i] + x0;
      const ay = k * ringXY[2 * i + 1] + y0;
      const bx = k * ringXY[2 * next] + x0;
      const by = k * ringXY[2 * next + 1] + y0;
      const top = Math.max(0, Math.ceil(Math.min(ay, by) - 0.5));
      const end = Math.min(height, Math.ceil(Math.max(ay, by) - 0.5));
      for (let row = top; row < end; row++) {
        (crossings[row] ??= []).push(ax + ((row + 0.5 - ay) * (bx - ax)) / (by - ay));
      }
    }
  }
  for (const [row, found] of crossings.entries()) {
    if (found === undefined) continue;
    found.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < found.length; pair += 2) {
      const first = Math.max(0, Math.ceil(found[pair] - 0.5));
      const end = Math.min(width, Math.ceil(found[pair + 1] - 0.5));
      if (first < end) stateOf.fill(ringState[fromRing] + 1, row * width + first, row * width + end);
    }
  }
}

/** A cell is convex: each row has one span. It is written only within its own state. */
function fillCell(
  {zipState, cellStart, cellXY}: Shapes,
  {width, height, k, x0, y0}: Window,
  zip: number,
  stateOf: Uint8Array,
  zipOf: Uint32Array,
): void {
  const first = cellStart[zip];
  const end = cellStart[zip + 1];
  if (first === end) return;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = first; i < end; i++) {
    const y = k * cellXY[2 * i + 1] + y0;
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const rowEnd = Math.min(height, Math.ceil(bottom - 0.5));
  for (let row = Math.max(0, Math.ceil(top - 0.5)); row < rowEnd; row++) {
    let left = Infinity;
    let right = -Infinity;
    for (let i = first; i < end; i++) {
      const next = i + 1 < end ? i + 1 : first;
      const ay = k * cellXY[2 * i + 1] + y0 - row - 0.5;
      const by = k * cellXY[2 * next + 1] + y0 - row - 0.5;
      if (ay > 0 === by > 0) continue;
      const ax = k * cellXY[2 * i] + x0;
      const x = ax + (ay / (ay - by)) * (k * cellXY[2 * next] + x0 - ax);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    const to = row * width + Math.min(width, Math.ceil(right - 0.5));
    for (let pixel = row * width + Math.max(0, Math.ceil(left - 0.5)); pixel < to; pixel++) {
      if (stateOf[pixel] === zipState[zip]) zipOf[pixel] = zip + 1;
    }
  }
}

/**
 * Colours pixels by their ZIP.
 *
 * @param colorOf - `[zip + 1]`, ABGR; 0 is the colour of pixels without a ZIP
 * @param edges - 1: pixels at the border of two ZIPs are darkened, so that cells show when there is room for it
 */
export function paint(
  zipOf: Uint32Array,
  colorOf: Uint32Array,
  width: number,
  edges: boolean,
  pixels: Uint32Array,
): void {
  for (let pixel = 0; pixel < zipOf.length; pixel++) pixels[pixel] = colorOf[zipOf[pixel]];
  if (!edges) return;
  for (let pixel = width; pixel < zipOf.length; pixel++) {
    const zip = zipOf[pixel];
    if (zip === 0 || (zip === zipOf[pixel - 1] && zip === zipOf[pixel - width])) continue;
    pixels[pixel] = darker(pixels[pixel]);
  }
}

/** Three quarters of each colour; alpha stays. */
function darker(color: number): number {
  return (((color & 0x00fefefe) >>> 1) + ((color & 0x00fcfcfc) >>> 2) + (color & 0xff000000)) >>> 0;
}

/** ZIPs with at least one pixel. */
export function countDrawn(zipOf: Uint32Array, zipCount: number): number {
  const isDrawn = new Uint8Array(zipCount + 1);
  for (let pixel = 0; pixel < zipOf.length; pixel++) isDrawn[zipOf[pixel]] = 1;
  let drawn = 0;
  for (let zip = 1; zip <= zipCount; zip++) drawn += isDrawn[zip];
  return drawn;
}
