import type {ZipOption} from './zip-options.ts';

/** What would have to be otherwise for another way to be the cheapest. */
export interface Flip {
  readonly of: 'USPS price' | 'room price' | 'volume';
  readonly station: string | null; // whose room; null: not about room
  readonly now: number; // USD a package, or packages a week
  readonly at: number;
  readonly to: ZipOption;
}

const VOLUME_MAX = 64; // times today's packages
const VOLUME_STEP = 1.02;

/** The nearest changes, up and down, of the USPS price, of the price of room and of volume that end a plan's choice. */
export function flipsOf(optionsAt: (volume: number) => readonly ZipOption[]): Flip[] {
  const options = optionsAt(1).filter(({isOpen, isPlanned}) => isOpen || isPlanned);
  const planned = options.find(({isPlanned}) => isPlanned);
  if (planned === undefined) return [];
  if (options.some(({totalUsd}) => totalUsd < planned.totalUsd)) return []; // change costs hold it there, not prices
  const stations = [...new Set(options.flatMap(({station}) => station ?? []))];
  return [
    ...nearest(options, planned, (option) => option.packages.usps).map(({change, to}): Flip => {
      const now = uspsUsdPerPackage(planned.packages.usps > 0 ? planned : to);
      return {of: 'USPS price', station: null, now, at: now + change, to};
    }),
    ...stations.flatMap((station) => {
      const load = (option: ZipOption): number => (option.station === station ? option.packages.owned : 0);
      const priced = options.find((option) => load(option) > 0);
      if (priced === undefined) return [];
      const now = priced.pricesUsd.room / load(priced);
      return nearest(options, planned, load)
        .map(({change, to}): Flip => ({of: 'room price', station, now, at: now + change, to}))
        .filter(({at}) => at >= 0); // room is never worth less than nothing
    }),
    ...volumeFlips(optionsAt),
  ];
}

function uspsUsdPerPackage({usd, packages}: ZipOption): number {
  return usd.usps / packages.usps;
}

/** The smallest rise and fall of the price of an amount at which another option costs the same. */
function nearest(
  options: readonly ZipOption[],
  planned: ZipOption,
  amount: (option: ZipOption) => number,
): {readonly change: number; readonly to: ZipOption}[] {
  const changes = options.flatMap((to) => {
    const more = amount(planned) - amount(to);
    return Math.abs(more) < 1e-9 ? [] : [{change: (to.totalUsd - planned.totalUsd) / more, to}];
  });
  const up = changes.filter(({change}) => change > 0).sort((a, b) => a.change - b.change);
  const down = changes.filter(({change}) => change < 0).sort((a, b) => b.change - a.change);
  return [...up.slice(0, 1), ...down.slice(0, 1)];
}

function volumeFlips(optionsAt: (volume: number) => readonly ZipOption[]): Flip[] {
  const packagesOf = ({packages}: ZipOption): number => packages.owned + packages.usps + packages.other;
  return [VOLUME_STEP, 1 / VOLUME_STEP].flatMap((step): Flip[] => {
    for (let volume = step; volume < VOLUME_MAX && volume > 1 / VOLUME_MAX; volume *= step) {
      const options = optionsAt(volume).filter(({isOpen, isPlanned}) => isOpen || isPlanned);
      const best = options.reduce((a, b) => (b.totalUsd < a.totalUsd ? b : a));
      if (best.isPlanned) continue;
      const planned = options.find(({isPlanned}) => isPlanned)!;
      if (best.totalUsd > planned.totalUsd * (1 - 1e-9)) continue;
      return [{of: 'volume', station: null, now: packagesOf(best) / volume, at: packagesOf(best), to: best}];
    }
    return [];
  });
}
