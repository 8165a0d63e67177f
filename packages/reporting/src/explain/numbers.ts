import type {PlanWorth, ScenarioSummary, Summary} from '@cutover/core';
import {type CostPart, costParts} from '../money/parts.ts';

/** Where the inputs of a number are read: in a stage of the run, or where a part of the cost is priced. */
export type ReadBy = CostPart | 'demand' | 'capacity' | 'lateness' | 'plan';

/** How one number of `summary.json` is made. */
export interface NumberRule {
  readonly unit: string;
  readonly how: string;
  readonly readBy: readonly ReadBy[]; // its own inputs
  readonly counts: boolean; // rests on who carries what, so on all that planning and the books read
  readonly ranged?: boolean; // an end of a range: of every influence
}

type Rules<Group extends object> = Readonly<Record<keyof Group, NumberRule>>;

const counted = {counts: true, unit: 'packages, simulated'};
const priced = {counts: true, unit: 'USD'};
const RANGE = 'each influence at its low and high, one at a time, the changes of the total added in quadrature';

/** A new number without a rule does not compile. */
export const scenarioRules: {
  readonly packages: Rules<ScenarioSummary['packages']>;
  readonly costUsd: Rules<ScenarioSummary['costUsd']>;
  readonly range: Rules<ScenarioSummary['range']>;
  readonly service: Rules<ScenarioSummary['service']>;
} = {
  packages: {
    demanded: {
      ...{...counted, counts: false, readBy: ['demand']},
      how: "Packages of the base year, grown to the horizon and spread over its days by the season; the sample's part.",
    },
    deliveredOwned: {
      ...{...counted, readBy: ['demand', 'capacity']},
      how: 'Packages the plan gives to own vans, less those a full station turns away, moves on or still holds.',
    },
    deliveredUsps: {
      ...{...counted, readBy: ['demand', 'capacity']},
      how: 'Packages the plan gives to USPS, and those full stations turn away or move on to it.',
    },
    deliveredOther: {
      ...{...counted, readBy: ['demand', 'capacity']},
      how: 'Packages other carriers keep of today, and those turned away to them within what they take a day.',
    },
    backlogEnd: {
      ...{...counted, readBy: ['demand', 'capacity']},
      how: 'Packages that wait at the end of the last day: at a full station, or with a deliverer that rests.',
    },
  },
  costUsd: {
    total: {...priced, readBy: costParts, how: 'The seven parts added up, each rounded to the cent.'},
    linehaul: {
      ...{...priced, readBy: ['linehaul']},
      how: 'Whole trips of each lane x the price of a trip: miles x the rate a mile with fuel and empty miles.',
    },
    sort: {
      ...{...priced, readBy: ['sort']},
      how: 'Packages through each sort center, hub and station x its handling cost.',
    },
    lastMile: {
      ...{...priced, readBy: ['lastMile']},
      how: 'Route hours x wage with burden, miles x running cost and vans x day, all with the contractor’s margin.',
    },
    postage: {
      ...{...priced, readBy: ['postage']},
      how:
        'Packages USPS delivers, by entry and class, x the price on the first day of each epoch: the contract where ' +
        'it is in force and has a row, else the rate card with its modifiers in order.',
    },
    otherCarrier: {
      ...{...priced, readBy: ['otherCarrier']},
      how: 'Packages of other carriers, by zone and class, x the rate card of the day with its modifiers in order.',
    },
    fixed: {...priced, readBy: ['fixed'], how: 'Fixed cost a day of each building x the simulated days it is open.'},
    contractShortfall: {
      ...{...priced, readBy: ['contractShortfall']},
      how: 'Packages promised for the simulated days less those USPS delivers, charged by the rule of the contract.',
    },
  },
  range: {
    totalLow: {...priced, readBy: costParts, ranged: true, how: `The total less what may be saved: ${RANGE}.`},
    totalHigh: {...priced, readBy: costParts, ranged: true, how: `The total and what may come on top: ${RANGE}.`},
  },
  service: {
    onTimeShare: {
      ...{counts: true, unit: 'share', readBy: ['lateness']},
      how: 'Simulated packages whose first attempt is within their promise, of all delivered: way, waits, drawn delay.',
    },
    p95DaysLate: {
      ...{counts: true, unit: 'days', readBy: ['lateness']},
      how: 'Days late that 95 of 100 simulated packages do not exceed.',
    },
    latePackageDays: {
      ...{counts: true, unit: 'package-days', readBy: ['lateness']},
      how: 'Days late of all simulated packages, waiting ones included, at full volume.',
    },
  },
};

const planned = {counts: true, unit: 'USD', readBy: costParts};

/** What a plan is worth that a scenario ran by. */
export const planWorthRules: Rules<Pick<PlanWorth, 'meritOrderUsd' | 'savingUsd' | 'gapUsd' | 'simulatedSavingUsd'>> = {
  meritOrderUsd: {...planned, how: 'What can be decided, by merit order repaired to keep capacity and target.'},
  savingUsd: {...planned, how: 'Merit order, repaired to keep the limits, less the plan: both run day by day.'},
  gapUsd: {
    ...planned,
    how: 'The plan’s value less the bound: no plan saves more than the saving and this together.',
  },
  simulatedSavingUsd: {...planned, how: 'The saving with late days and fallback as simulated, each at its price.'},
};

const none = {counts: false, readBy: []} as const;
const runRules: Readonly<Record<string, NumberRule>> = {
  schemaVersion: {...none, unit: '', how: 'Version of the shape of summary.json.'},
  seed: {...none, unit: '', how: 'As given with --seed; names the draws.'},
  'sampling.packages': {...none, unit: 'packages', how: 'As given with --packages; all packages without it.'},
  'sampling.weight': {
    ...{counts: false, unit: 'packages', readBy: ['demand']},
    how: 'Real packages that a simulated one stands for: full volume of the simulated days over simulated packages.',
  },
  'throughput.packagesPerSecond': {...none, unit: 'packages/s', how: 'Measured by the clock; no input of the twin.'},
};

/** A number of `summary.json`. */
export interface NumberAt {
  readonly path: string; // scenarios by name
  readonly scenario: number | null; // place in the summary; null: of the whole run
  readonly value: number;
  readonly rule: NumberRule;
}

/** Every number of a summary, in its order. */
export function numbersOf(summary: Summary): NumberAt[] {
  const ofRun = Object.entries(runRules).map(([path, rule]): NumberAt => {
    return {path, scenario: null, value: numberAt(summary, path), rule};
  });
  const ofScenarios = summary.scenarios.flatMap((one, scenario) =>
    Object.entries(scenarioRules).flatMap(([group, rules]) => {
      return Object.entries(rules as Record<string, NumberRule>).map(([key, rule]): NumberAt => {
        const below = `${group}.${key}`;
        return {path: `scenarios.${one.name}.${below}`, scenario, value: numberAt(one, below), rule};
      });
    }),
  );
  return [...ofRun, ...ofScenarios, ...planNumbers(summary)];
}

function planNumbers({plan, scenarios}: Summary): NumberAt[] {
  if (plan === undefined) return [];
  const scenario = scenarios.findIndex(({name}) => name === plan.scenario);
  return Object.entries(planWorthRules).flatMap(([key, rule]): NumberAt[] => {
    const value = plan[key as keyof typeof planWorthRules];
    return value === undefined ? [] : [{path: `plan.${key}`, scenario, value, rule}];
  });
}

/** The number of a path with the scenario by name or place, as in `scenarios.1.costUsd.postage`. */
export function numberOf(summary: Summary, path: string): NumberAt | undefined {
  const numbers = numbersOf(summary);
  const byName = numbers.find((number) => number.path === path);
  if (byName !== undefined) return byName;
  const [, place, below] = /^scenarios\.(\d+)\.(.+)$/.exec(path) ?? [];
  const name = summary.scenarios[Number(place)]?.name;
  return name === undefined ? undefined : numbers.find((number) => number.path === `scenarios.${name}.${below}`);
}

function numberAt(tree: unknown, path: string): number {
  let found = tree;
  for (const key of path.split('.')) found = (found as Record<string, unknown>)[key];
  return found as number;
}
