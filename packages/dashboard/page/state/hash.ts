import type {WhatIf} from '@cutover/core';

/** What a link to the page says, so that it opens as it was. All of it stays in the fragment: no server sees it. */
export interface PageState {
  readonly twin: string;
  readonly scenario: string; // of the twin, that a what-if starts from
  readonly run: string; // '' without
  readonly plan: string; // '' without
  readonly week: number; // of the plan, from 1; 0: the last
  readonly bids: string; // bid book; '' without
  readonly layer: Layer;
  readonly measure: string;
  readonly tab: Tab;
  readonly zip: string; // chosen; '' without
  readonly facility: string; // chosen; '' without
  readonly stations: boolean; // drawn
  readonly handoffs: boolean; // drawn
  readonly fcs: boolean; // drawn
  readonly view: View;
  readonly whatIf: WhatIf;
  readonly before: string; // run/scenario, or /scenario as planned
  readonly after: string;
  readonly theme: 'auto' | 'light' | 'dark';
}

export type Layer = (typeof LAYERS)[number];
export type Tab = (typeof TABS)[number];

const LAYERS = ['run', 'preview', 'plan', 'difference'] as const;
const TABS = ['what-if', 'waves', 'compare', 'stations', 'bids', 'about'] as const;

/** A point of the plane lies at `k * x + x0` pixels. */
export interface View {
  readonly k: number; // 0: the whole map
  readonly x: number; // of the plane, in the middle of the screen
  readonly y: number;
}

export const NO_CHANGE: WhatIf = {
  uspsPriceFactor: 1,
  uspsKept: null,
  fuelFactor: 1,
  wageFactor: 1,
  stopDensityFactor: 1,
  growthPerYear: null,
  capacityFactor: 1,
  openedZips: [],
  closedStations: [],
};

export const START: PageState = {
  ...{twin: '', scenario: '', run: '', layer: 'run', measure: 'who', tab: 'what-if', zip: '', facility: ''},
  ...{
    stations: true,
    handoffs: false,
    fcs: false,
    view: {k: 0, x: 0, y: 0},
    whatIf: NO_CHANGE,
    before: '',
    after: '',
    ...{plan: '', week: 0, bids: ''},
    theme: 'auto',
  },
};

export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.slice(1)).get('token') ?? '';
}

/** What does not fit is left at its start: a link may be old, or typed. */
export function readHash(hash: string): PageState {
  const words = new URLSearchParams(hash.slice(1));
  const text = (key: keyof PageState): string => words.get(key) ?? (START[key] as string);
  return {
    ...START,
    ...{twin: text('twin'), scenario: text('scenario'), run: text('run'), measure: text('measure')},
    ...{plan: text('plan'), bids: text('bids'), week: Math.max(0, Math.floor(Number(words.get('week')) || 0))},
    ...{zip: text('zip'), facility: text('facility'), before: text('before'), after: text('after')},
    layer: oneOf(text('layer'), LAYERS, START.layer),
    tab: oneOf(text('tab'), TABS, START.tab),
    theme: oneOf(text('theme'), ['auto', 'light', 'dark'], START.theme),
    stations: words.get('stations') !== 'off',
    handoffs: words.get('handoffs') === 'on',
    fcs: words.get('fcs') === 'on',
    view: readView(words.get('view')),
    whatIf: readWhatIf(words.get('whatIf')),
  };
}

export function writeHash(state: PageState, token: string): string {
  const words = new URLSearchParams({token});
  for (const key of [
    'twin',
    'scenario',
    'run',
    'plan',
    'bids',
    'layer',
    'measure',
    'tab',
    'zip',
    'facility',
    'before',
    'after',
    'theme',
  ] as const) {
    if (state[key] !== START[key]) words.set(key, state[key]);
  }
  if (state.week > 0) words.set('week', String(state.week));
  if (!state.stations) words.set('stations', 'off');
  if (state.handoffs) words.set('handoffs', 'on');
  if (state.fcs) words.set('fcs', 'on');
  const {k, x, y} = state.view;
  if (k > 0) words.set('view', [k.toFixed(3), x.toFixed(1), y.toFixed(1)].join('_'));
  const moved = movedKnobs(state.whatIf);
  if (moved.length > 0) words.set('whatIf', JSON.stringify(Object.fromEntries(moved)));
  return `#${words.toString()}`;
}

/** What of a what-if is not at its start: name and value. */
export function movedKnobs(whatIf: WhatIf): [string, unknown][] {
  return Object.entries(whatIf).filter(
    ([knob, value]) => JSON.stringify(value) !== JSON.stringify(NO_CHANGE[knob as keyof WhatIf]),
  );
}

function oneOf<Value extends string>(text: string, values: readonly Value[], otherwise: Value): Value {
  return values.find((value) => value === text) ?? otherwise;
}

function readView(text: string | null): View {
  const [k, x, y] = (text ?? '').split('_').map(Number);
  return [k, x, y].every(Number.isFinite) && k > 0 ? {k, x, y} : START.view;
}

function readWhatIf(text: string | null): WhatIf {
  if (text === null) return NO_CHANGE;
  try {
    return {...NO_CHANGE, ...(JSON.parse(text) as Partial<WhatIf>)};
  } catch {
    return NO_CHANGE;
  }
}
