import type {GeometryFacts} from '@cutover/dashboard';
import type {Shapes, Window} from './raster.ts';

/** A building on the map. */
export interface Spot {
  readonly id: string;
  readonly x: number; // of the plane
  readonly y: number;
  readonly size: number; // 0 … 1, by load
  readonly look: 'station' | 'full' | 'closed' | 'opened' | 'handoff' | 'fc';
}

/** Packages between two places. */
export interface Flow {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly weight: number; // 0 … 1
}

export interface OverlayColors {
  readonly border: string;
  readonly ink: string;
  readonly spot: string;
  readonly full: string;
  readonly handoff: string;
  readonly paper: string;
}

export interface Overlay {
  readonly shapes: Shapes;
  readonly facts: GeometryFacts;
  readonly spots: readonly Spot[];
  readonly flows: readonly Flow[];
  readonly chosenZip: number; // -1: none
  readonly chosenSpot: string;
}

const RADIUS_MIN = 0.9; // CSS pixels, when the whole map is seen
const RADIUS_MAX = 4.5;
const RIM_FROM = 1.8; // CSS pixels; a smaller mark would be all rim
const NEARER_MAX = 2.4; // times as large when near

/**
 * Radius of a mark, CSS pixels.
 *
 * @param size - 0 … 1, by load
 * @param k - CSS pixels per unit of the plane
 */
export function markRadius(size: number, k: number): number {
  return Math.min(NEARER_MAX, Math.sqrt(k)) * (RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * Math.sqrt(size));
}

/** Draws lines and marks over the coloured cells. */
export function drawOverlay(
  pen: CanvasRenderingContext2D,
  window: Window,
  scale: number,
  overlay: Overlay,
  colors: OverlayColors,
): void {
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, window.width, window.height);
  pen.setTransform(window.k, 0, 0, window.k, window.x0, window.y0);
  pen.lineJoin = 'round';
  pen.lineWidth = (0.8 * scale) / window.k;
  pen.strokeStyle = colors.border;
  pen.stroke(borderPath(overlay.shapes));
  if (overlay.chosenZip >= 0) outlineZip(pen, window, scale, overlay, colors);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  drawFlows(pen, window, scale, overlay.flows, colors);
  for (const spot of overlay.spots) drawSpot(pen, window, scale, spot, spot.id === overlay.chosenSpot, colors);
}

const borders = new WeakMap<Shapes, Path2D>();

function borderPath(shapes: Shapes): Path2D {
  const known = borders.get(shapes);
  if (known !== undefined) return known;
  const path = new Path2D();
  const {ringStart, ringXY} = shapes;
  for (let ring = 0; ring + 1 < ringStart.length; ring++) {
    for (let i = ringStart[ring]; i < ringStart[ring + 1]; i++) {
      if (i === ringStart[ring]) path.moveTo(ringXY[2 * i], ringXY[2 * i + 1]);
      else path.lineTo(ringXY[2 * i], ringXY[2 * i + 1]);
    }
    path.closePath();
  }
  borders.set(shapes, path);
  return path;
}

function outlineZip(
  pen: CanvasRenderingContext2D,
  {k}: Window,
  scale: number,
  {shapes: {cellStart, cellXY}, chosenZip}: Overlay,
  colors: OverlayColors,
): void {
  pen.beginPath();
  for (let i = cellStart[chosenZip]; i < cellStart[chosenZip + 1]; i++) pen.lineTo(cellXY[2 * i], cellXY[2 * i + 1]);
  pen.closePath();
  pen.lineWidth = (4 * scale) / k;
  pen.strokeStyle = colors.paper;
  pen.stroke();
  pen.lineWidth = (2 * scale) / k;
  pen.strokeStyle = colors.ink;
  pen.stroke();
}

function drawFlows(
  pen: CanvasRenderingContext2D,
  {k, x0, y0}: Window,
  scale: number,
  flows: readonly Flow[],
  colors: OverlayColors,
): void {
  pen.strokeStyle = colors.ink;
  for (const {from, to, weight} of flows) {
    const [ax, ay, bx, by] = [k * from[0] + x0, k * from[1] + y0, k * to[0] + x0, k * to[1] + y0];
    pen.globalAlpha = 0.35 + 0.5 * weight;
    pen.lineWidth = scale * (0.6 + 2.4 * weight);
    pen.beginPath();
    pen.moveTo(ax, ay);
    pen.quadraticCurveTo((ax + bx) / 2 + (by - ay) / 8, (ay + by) / 2 - (bx - ax) / 8, bx, by); // bent: two ways differ
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function drawSpot(
  pen: CanvasRenderingContext2D,
  {k, x0, y0}: Window,
  scale: number,
  {x, y, size, look}: Spot,
  isChosen: boolean,
  colors: OverlayColors,
): void {
  const radius = scale * markRadius(size, k / scale);
  const [cx, cy] = [k * x + x0, k * y + y0];
  pen.beginPath();
  if (look === 'handoff') pen.rect(cx - radius * 0.8, cy - radius * 0.8, radius * 1.6, radius * 1.6);
  else if (look === 'fc') drawTriangle(pen, cx, cy, radius * 1.4);
  else pen.arc(cx, cy, radius, 0, 2 * Math.PI);
  pen.fillStyle = look === 'full' ? colors.full : look === 'handoff' ? colors.handoff : colors.spot;
  pen.globalAlpha = look === 'closed' ? 0.25 : 0.8;
  pen.fill();
  pen.globalAlpha = 1;
  if (isChosen || radius > RIM_FROM * scale) {
    pen.lineWidth = scale * (isChosen ? 3 : 0.6);
    pen.strokeStyle = isChosen ? colors.ink : colors.paper;
    pen.stroke();
  }
  if (look === 'opened') drawPlus(pen, cx, cy, radius, scale, colors);
  if (look !== 'closed') return;
  pen.beginPath(); // struck through: shut in this what-if
  pen.moveTo(cx - radius, cy - radius);
  pen.lineTo(cx + radius, cy + radius);
  pen.moveTo(cx + radius, cy - radius);
  pen.lineTo(cx - radius, cy + radius);
  pen.lineWidth = 1.5 * scale;
  pen.strokeStyle = colors.full;
  pen.stroke();
}

/** Opened in this what-if. */
function drawPlus(
  pen: CanvasRenderingContext2D,
  cx: number,
  cy: number,
  radius: number,
  scale: number,
  colors: OverlayColors,
): void {
  const arm = Math.max(radius, 3 * scale) + 2 * scale;
  pen.beginPath();
  pen.moveTo(cx - arm, cy);
  pen.lineTo(cx + arm, cy);
  pen.moveTo(cx, cy - arm);
  pen.lineTo(cx, cy + arm);
  pen.lineWidth = 2.5 * scale;
  pen.strokeStyle = colors.full;
  pen.stroke();
}

function drawTriangle(pen: CanvasRenderingContext2D, cx: number, cy: number, radius: number): void {
  pen.moveTo(cx, cy - radius);
  pen.lineTo(cx + radius, cy + radius * 0.8);
  pen.lineTo(cx - radius, cy + radius * 0.8);
  pen.closePath();
}
