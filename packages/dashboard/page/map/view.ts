import type {View} from '../state/hash.ts';
import type {Window} from './raster.ts';

export interface Size {
  readonly width: number; // CSS pixels
  readonly height: number;
}

export const K_MAX = 120; // pixels per unit of the plane: a city fills the screen
const MARGIN = 0.98; // of the room, that the whole map takes
const BELOW = 150; // CSS pixels at the bottom of the screen, where the legend lies
const ABOVE = 40; // at the top, where the search lies

/** Pixels per unit at which the whole map is on screen. */
export function wholeK(plane: Size, screen: Size): number {
  return MARGIN * Math.min(screen.width / plane.width, (screen.height - BELOW - ABOVE) / plane.height);
}

/** @param scale - device pixels per CSS pixel */
export function windowOf({k, x, y}: View, plane: Size, screen: Size, scale: number): Window {
  const least = wholeK(plane, screen);
  const at = k > 0 ? {k, x, y} : {k: least, x: plane.width / 2, y: plane.height / 2 + (BELOW - ABOVE) / 2 / least};
  return {
    width: Math.round(screen.width * scale),
    height: Math.round(screen.height * scale),
    k: at.k * scale,
    x0: (screen.width / 2 - at.k * at.x) * scale,
    y0: (screen.height / 2 - at.k * at.y) * scale,
  };
}

/** Zooms so that what is at a point of the screen stays there. @param factor - above 1: nearer */
export function zoomAt(view: View, plane: Size, screen: Size, at: {x: number; y: number}, factor: number): View {
  const {k, x0, y0} = windowOf(view, plane, screen, 1);
  const least = wholeK(plane, screen);
  const zoomed = Math.min(K_MAX, Math.max(least, k * factor));
  if (zoomed === least) return {k: 0, x: 0, y: 0};
  const [px, py] = [(at.x - x0) / k, (at.y - y0) / k];
  return {k: zoomed, x: px - (at.x - screen.width / 2) / zoomed, y: py - (at.y - screen.height / 2) / zoomed};
}

/** Moves the map by pixels of the screen, no further than its middle to an edge. */
export function panBy(view: View, plane: Size, dx: number, dy: number): View {
  if (view.k === 0) return view;
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return {...view, x: within(view.x - dx / view.k, plane.width), y: within(view.y - dy / view.k, plane.height)};
}
