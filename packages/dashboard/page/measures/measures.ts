import type {FrameArray} from '@cutover/dashboard';
import type {Layer} from '../state/hash.ts';
import {percentText} from '../format.ts';
import {classOf, divergingScale, fixedScale, type Scale, sequentialScale} from './scales.ts';

/** Per-ZIP arrays of a run, a preview or a comparison, in the order of the geometry's ZIPs. */
export type ZipLayer = Readonly<Record<string, FrameArray>>;

export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly about: Readonly<Partial<Record<Layer, string>>>; // by layer that has it
  readonly kind: 'who' | 'sequential' | 'diverging';
  readonly worseAbove?: boolean; // of a diverging one: above zero is worse
  readonly cuts?: readonly number[]; // seven, where they are the same for every layer
  readonly ofDraws?: boolean; // of runs with joint draws only
  readonly format: (value: number) => string;
}

const usd = (value: number): string => `${value < 0 ? '−' : ''}$${Math.abs(value).toFixed(2)}`;
const money = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumSignificantDigits: 3,
});
const days = (value: number): string => `${value.toFixed(2).replace('-', '−')} d`;
const share = (value: number): string => `${(100 * value).toFixed(1)}%`;

export const measures: readonly Measure[] = [
  {
    ...{key: 'who', label: 'Who delivers', unit: 'three in four packages', kind: 'who', format: share},
    about: {
      run: 'Who delivered at least three in four packages of the simulated days.',
      preview: 'Who is planned to deliver at least three in four packages, at the end of the horizon.',
      plan: 'Who is planned to deliver at least three in four packages, in the week of the slider.',
    },
  },
  {
    ...{key: 'waveWeek', label: 'Wave week', unit: 'week of the plan', kind: 'sequential'},
    format: (week) => `week ${week}`,
    about: {plan: 'First week in which the ZIP changes, up to the week of the slider; no value: it has not changed.'},
  },
  {
    ...{key: 'ownUsd', label: 'Own cost', unit: 'USD per package', kind: 'sequential', format: usd},
    about: {
      run: 'Linehaul, sort and own last mile of the packages that own vans delivered, as simulated.',
      preview: 'Own vans for all packages but those only USPS can carry, on a mean day.',
    },
  },
  {
    ...{key: 'uspsUsd', label: 'USPS cost', unit: 'USD per package', kind: 'sequential', format: usd},
    about: {
      run: 'Linehaul, sort and postage of the packages that USPS delivered, as simulated.',
      preview: 'USPS for the same packages: postage and the way to the hand-off.',
    },
  },
  {
    ...{key: 'savingUsd', label: 'Saving of own vans', unit: 'USD per package', kind: 'diverging', format: usd},
    about: {
      run: 'Mean postage paid in the ZIP less its break-even price: above zero own vans are cheaper.',
      preview: 'USPS cost less own cost, all packages together: above zero own vans are cheaper.',
    },
  },
  {
    ...{key: 'savingP10Usd', label: 'Saving, P10', unit: 'USD per package', kind: 'diverging', format: usd},
    ofDraws: true,
    about: {run: 'One joint draw in ten saves less: above zero own vans are cheaper almost surely. Same plan in all.'},
  },
  {
    ...{key: 'savingP90Usd', label: 'Saving, P90', unit: 'USD per package', kind: 'diverging', format: usd},
    ofDraws: true,
    about: {run: 'One joint draw in ten saves more: below zero USPS is cheaper almost surely. Same plan in all.'},
  },
  {
    ...{key: 'ownCheaperShare', label: 'Own vans cheaper', unit: 'share of joint draws', kind: 'diverging'},
    ...{format: (part) => percentText(part), ofDraws: true, cuts: [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]},
    about: {run: 'Joint draws of all ranges in which own vans cost less than USPS. Near 50%: not settled.'},
  },
  {
    ...{key: 'breakEvenUsd', label: 'Break-even USPS price', unit: 'USD per package', kind: 'sequential', format: usd},
    about: {
      run: 'The postage at which a ZIP costs the same either way; below it USPS is cheaper.',
      preview: 'The postage at which a ZIP costs the same either way; below it USPS is cheaper.',
    },
  },
  {
    ...{key: 'transitDays', label: 'Transit days', unit: 'days, mean', kind: 'sequential', format: days},
    about: {
      run: 'Order ready to door, waiting at full stations in it, mean of all packages, as simulated.',
      preview:
        'Order ready to door, waiting at full stations in it, mean of packages, as planned at the horizon’s end.',
    },
  },
  {
    ...{key: 'lateShare', label: 'Late packages', unit: 'share', kind: 'sequential', format: share},
    about: {run: 'Share of packages later than promised, as simulated.'},
  },
  {
    ...{key: 'differenceDays', label: 'Days gained or lost', unit: 'days, mean', format: days},
    ...{kind: 'diverging', worseAbove: true},
    about: {difference: 'Mean transit days, second less first: above zero the ZIP gets slower.'},
  },
  {
    ...{
      key: 'differenceUsd',
      label: 'Cost change',
      unit: 'USD',
      kind: 'diverging',
      worseAbove: true,
      format: (value) => money.format(value).replace('-', '−'),
    },
    about: {difference: 'Cost of the ZIP over the horizon, second less first: above zero it gets dearer.'},
  },
];

export const WHO = [
  {key: 'own', label: 'Own vans', color: '#0f6ea8'},
  {key: 'mixed', label: 'Mixed', color: '#7fb7d3'},
  {key: 'usps', label: 'USPS', color: '#e0963a'},
  {key: 'other', label: 'Other carriers', color: '#7d4a8d'},
] as const;

const MOST = 0.75;

/** How a measure is coloured; made of the layer seen first and then kept, so that a change shows as a change. */
export function scaleOf({key, kind, worseAbove = false, cuts}: Measure, layer: ZipLayer): Scale {
  if (kind === 'who') return {cuts: [], colors: WHO.map(({color}) => color)};
  if (cuts !== undefined) return fixedScale(cuts);
  const values = layer[key] as Float32Array;
  return kind === 'diverging' ? divergingScale(values, worseAbove) : sequentialScale(values);
}

/** @returns `[zip]`, class of the scale, or -1 where there is nothing to show */
export function classesOf({key, kind}: Measure, layer: ZipLayer, scale: Scale): Int8Array {
  if (kind === 'who') return whoOf(layer);
  const values = layer[key];
  const classes = new Int8Array(values.length).fill(-1);
  for (let zip = 0; zip < values.length; zip++) {
    if (!Number.isNaN(values[zip])) classes[zip] = classOf(scale, values[zip]);
  }
  return classes;
}

function whoOf({ownedShare, uspsShare, otherShare}: ZipLayer): Int8Array {
  const classes = new Int8Array(ownedShare.length);
  for (let zip = 0; zip < classes.length; zip++) {
    const own = ownedShare[zip];
    if (Number.isNaN(own)) classes[zip] = -1;
    else if (own >= MOST) classes[zip] = 0;
    else if (uspsShare[zip] >= MOST) classes[zip] = 2;
    else classes[zip] = otherShare[zip] >= MOST ? 3 : 1;
  }
  return classes;
}
