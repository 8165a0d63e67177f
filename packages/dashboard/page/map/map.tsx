import type {GeometryFacts} from '@cutover/dashboard';
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {View} from '../state/hash.ts';
import {drawOverlay, type Flow, type OverlayColors, type Spot} from './overlay.ts';
import {countDrawn, paint, rasterize, type Shapes} from './raster.ts';
import {panBy, type Size, windowOf, zoomAt} from './view.ts';

export interface MapProps {
  readonly facts: GeometryFacts;
  readonly shapes: Shapes;
  readonly colorOf: Uint32Array; // [zip + 1], ABGR
  readonly spots: readonly Spot[];
  readonly flows: readonly Flow[];
  readonly chosenZip: number; // -1: none
  readonly chosenSpot: string;
  readonly view: View;
  readonly colors: OverlayColors;
  readonly label: string; // for screen readers
  readonly onView: (view: View) => void;
  readonly onHover: (zip: number, at: {x: number; y: number}) => void;
  readonly onPick: (picked: {zip: number} | {spot: string}) => void;
  readonly onDrawn: (drawn: number) => void;
  readonly onPainted: () => void;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly stateOf: Uint8Array;
  readonly zipOf: Uint32Array;
  readonly image: ImageData;
  readonly pixels: Uint32Array; // of `image`
  readonly marks: CanvasRenderingContext2D; // borders, flows and buildings, laid over the cells
}

const KEY_STEP = 80; // CSS pixels that an arrow key moves the map
const EDGES_FROM_K = 9; // CSS pixels per unit, from where cells are outlined
const PICK_WITHIN = 10; // CSS pixels around a building

// Drawn by the processor: cells come from memory anyway, and without a graphics card each border and mark would go
// through an emulated one.
const IN_MEMORY: CanvasRenderingContext2DSettings = {willReadFrequently: true};

/** The map: cells, and the lines and marks over them. */
export function MapView(props: MapProps) {
  const {facts, shapes, colorOf, view} = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const kept = useRef<Pixels | null>(null);
  const screen = useSize(frame);
  const scale = window.devicePixelRatio || 1;
  const at = windowOf(view, facts, screen, scale);
  const isSeen = at.width > 0 && at.height > 0;

  const seen = [shapes, at.width, at.height, at.k, at.x0, at.y0];

  useLayoutEffect(() => {
    if (!isSeen) return;
    if (kept.current?.width !== at.width || kept.current.height !== at.height) kept.current = createPixels(at);
    rasterize(shapes, at, kept.current.stateOf, kept.current.zipOf);
    props.onDrawn(countDrawn(kept.current.zipOf, facts.zips.length));
  }, seen);

  useLayoutEffect(() => {
    if (isSeen && kept.current !== null) drawOverlay(kept.current.marks, at, scale, props, props.colors);
  }, [props.spots, props.flows, props.chosenZip, props.chosenSpot, props.colors, ...seen]);

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d', {...IN_MEMORY, alpha: false});
    if (!isSeen || !pen || kept.current === null) return;
    const {zipOf, pixels, image, width, marks} = kept.current;
    paint(zipOf, colorOf, width, at.k / scale > EDGES_FROM_K, pixels);
    pen.putImageData(image, 0, 0);
    pen.drawImage(marks.canvas, 0, 0);
    props.onPainted();
  }, [colorOf, props.spots, props.flows, props.chosenZip, props.chosenSpot, props.colors, ...seen]);

  const hands = useHands(frame, props, screen, (x, y) => {
    const pixel = Math.floor(y * scale) * at.width + Math.floor(x * scale);
    return (kept.current?.zipOf[pixel] ?? 0) - 1;
  });
  return (
    <div
      class="map"
      ref={frame}
      role="application"
      tabIndex={0}
      aria-label={props.label}
      aria-keyshortcuts="ArrowUp ArrowDown ArrowLeft ArrowRight + - 0"
      {...hands}
    >
      <canvas ref={canvas} width={at.width} height={at.height} aria-hidden="true" />
    </div>
  );
}

function createPixels({width, height}: {width: number; height: number}): Pixels {
  const image = new ImageData(width, height);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width, height});
  const marks = canvas.getContext('2d', IN_MEMORY)!;
  return {
    ...{width, height, image, marks},
    stateOf: new Uint8Array(width * height),
    zipOf: new Uint32Array(width * height),
    pixels: new Uint32Array(image.data.buffer),
  };
}

function useSize(frame: {readonly current: HTMLElement | null}): Size {
  const [size, setSize] = useState<Size>({width: 0, height: 0});
  useLayoutEffect(() => {
    const element = frame.current!;
    const measure = (): void => setSize({width: element.clientWidth, height: element.clientHeight});
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}

/** Pointer, wheel and keys. */
function useHands(
  frame: {readonly current: HTMLElement | null},
  {facts, view, spots, onView, onHover, onPick}: MapProps,
  screen: Size,
  zipAt: (x: number, y: number) => number,
) {
  const drag = useRef<{x: number; y: number; moved: boolean} | null>(null);
  const place = (event: MouseEvent): {x: number; y: number} => {
    const box = frame.current!.getBoundingClientRect();
    return {x: event.clientX - box.left, y: event.clientY - box.top};
  };
  const zoom = (at: {x: number; y: number}, factor: number): void => onView(zoomAt(view, facts, screen, at, factor));
  const onWheel = useRef<(event: WheelEvent) => void>(() => undefined);
  onWheel.current = (event) => {
    event.preventDefault();
    zoom(place(event), Math.exp(-event.deltaY / 400));
  };
  useEffect(() => {
    const listen = (event: WheelEvent): void => onWheel.current(event);
    frame.current!.addEventListener('wheel', listen, {passive: false}); // else the page would scroll too
    return () => frame.current?.removeEventListener('wheel', listen);
  }, []);
  return {
    onPointerDown: (event: PointerEvent) => {
      drag.current = {...place(event), moved: false};
      frame.current!.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const at = place(event);
      const from = drag.current;
      if (from === null) return onHover(zipAt(at.x, at.y), at);
      if (!from.moved && Math.hypot(at.x - from.x, at.y - from.y) < 4) return;
      drag.current = {...at, moved: true};
      onView(panBy(view, facts, at.x - from.x, at.y - from.y));
    },
    onPointerUp: (event: PointerEvent) => {
      const wasDrag = drag.current?.moved === true;
      drag.current = null;
      if (wasDrag) return;
      const at = place(event);
      const spot = nearestSpot(spots, windowOf(view, facts, screen, 1), at);
      onPick(spot === undefined ? {zip: zipAt(at.x, at.y)} : {spot});
    },
    onPointerLeave: () => onHover(-1, {x: 0, y: 0}),
    onDblClick: (event: MouseEvent) => zoom(place(event), 2),
    onKeyDown: (event: KeyboardEvent) => {
      const middle = {x: screen.width / 2, y: screen.height / 2};
      const moves: Record<string, () => void> = {
        ArrowLeft: () => onView(panBy(view, facts, KEY_STEP, 0)),
        ArrowRight: () => onView(panBy(view, facts, -KEY_STEP, 0)),
        ArrowUp: () => onView(panBy(view, facts, 0, KEY_STEP)),
        ArrowDown: () => onView(panBy(view, facts, 0, -KEY_STEP)),
        '+': () => zoom(middle, 1.5),
        '=': () => zoom(middle, 1.5),
        '-': () => zoom(middle, 1 / 1.5),
        '0': () => onView({k: 0, x: 0, y: 0}),
      };
      const move = moves[event.key];
      if (move === undefined) return;
      event.preventDefault();
      move();
    },
  };
}

function nearestSpot(
  spots: readonly Spot[],
  {k, x0, y0}: {k: number; x0: number; y0: number},
  at: {x: number; y: number},
): string | undefined {
  let best: string | undefined;
  let least = PICK_WITHIN;
  for (const {id, x, y} of spots) {
    const distance = Math.hypot(k * x + x0 - at.x, k * y + y0 - at.y);
    if (distance >= least) continue;
    least = distance;
    best = id;
  }
  return best;
}
