import {NO_BUILDING, type Outcome} from '@cutover/core';
import {wholeText} from '../format.ts';
import {sum} from '../money/counts.ts';
import type {Priced} from '../money/price.ts';

/** A public fact beside the model's number. Nothing of the model was fitted to those marked as a prediction. */
export interface FactRow {
  readonly name: string;
  readonly kind: 'input' | 'prediction';
  readonly model: number;
  readonly fact: number;
  readonly atMost: boolean; // the fact is an upper bound
  readonly unit: 'count' | 'usd';
  readonly deviation: number; // model / fact - 1
  readonly ok: boolean; // within FACT_TOLERANCE, or not above a bound
  readonly source: string; // of the fact
  readonly note: string; // what the model's number is
}

export const FACT_TOLERANCE = 0.25;

const RURAL_PROGRAMME =
  'https://www.aboutamazon.com/news/transportation/amazon-investment-delivery-network-small-town-rural-us';
const VAN_DRIVERS = 210_000;
const COUNTRY_PEOPLE = 300e6;

/** Facts are of the United States: a twin of a part of it has nothing to be held against. */
export function coversCountry({twin}: Outcome): boolean {
  return twin.zips.reduce((people, {population}) => people + population, 0) >= COUNTRY_PEOPLE;
}

/** Public facts against the twin and one of its scenarios; a year's number from the simulated days. */
export function heldOutFacts(outcome: Outcome, priced: Priced): FactRow[] {
  return [
    ...inputRows(outcome, priced),
    ...driverRows(outcome, priced),
    costRow(priced),
    ...ruralFacts(outcome, priced),
  ];
}

type Given = Omit<FactRow, 'deviation' | 'ok' | 'atMost' | 'unit'> & Partial<Pick<FactRow, 'atMost' | 'unit'>>;

function factRow({atMost = false, unit = 'count', ...given}: Given): FactRow {
  const deviation = given.model / given.fact - 1;
  return {
    ...given,
    atMost,
    unit,
    deviation,
    ok: deviation <= (atMost ? 0 : FACT_TOLERANCE) && (atMost || deviation >= -FACT_TOLERANCE),
  };
}

function inputRows({twin}: Outcome, {parameters}: Priced): FactRow[] {
  const rural = ruralStations(twin).size;
  const stations = twin.facilities.filter(({facilityType}) => facilityType === 'ds').length;
  const volumes = [
    ['Own packages, 2025', 'owned_base_packages', 6.7e9, 'ShipMatrix 2026-03'],
    ['USPS packages, 2025', 'usps_base_packages', 1.7e9, 'Postmaster General, Reuters 2025-12'],
  ] as const;
  return [
    ...volumes.flatMap(([name, parameter, fact, source]) => {
      const model = parameters.values.get(parameter);
      return model === undefined ? [] : [factRow({name, kind: 'input', model, fact, source, note: parameter})];
    }),
    factRow({
      ...{name: 'Stations but for rural ones', kind: 'input', model: stations - rural, fact: 728},
      ...{source: 'MWPVL, reported 2025-01', note: 'placed by the build'},
    }),
    factRow({
      ...{name: 'Rural stations, end of 2026', kind: 'input', model: rural, fact: 200},
      ...{source: RURAL_PROGRAMME, note: 'stations that open in the course of the plan or shortly before'},
    }),
  ];
}

/** Routes are counted whole, by station and day; the fact is of a year with the packages of 2025. */
function driverRows({twin, ledger}: Outcome, {parameters, counts}: Priced): FactRow[] {
  const names = ['drivers_per_route', 'owned_base_packages'];
  const [perRoute, factPackages] = names.map((name) => parameters.values.get(name));
  if (perRoute === undefined || factPackages === undefined) return [];
  const routesPerDay = sum(ledger.stationRoutes) / ledger.dayCount;
  const packagesPerDay = sum(counts.zip.owned) / ledger.dayCount;
  const range = twin.parameters.find(({name}) => name === 'drivers_per_route')!;
  const [lowText, highText] = [range.low, range.high].map((each) =>
    wholeText(1000 * Math.round((routesPerDay * each) / 1000)),
  );
  const impliedPerRoute = ((factPackages / 365) * perRoute) / VAN_DRIVERS;
  const shared = {kind: 'prediction', fact: VAN_DRIVERS, source: `2025-04, ${RURAL_PROGRAMME}`} as const;
  return [
    factRow({
      ...{...shared, name: 'Van drivers', model: routesPerDay * perRoute},
      note: `routes of the mean day x ${perRoute} drivers on the books (assumption; ${lowText} to ${highText})`,
    }),
    factRow({
      ...{...shared, name: 'Van drivers, at the own packages of 2025'},
      model: (routesPerDay * perRoute * factPackages) / 365 / packagesPerDay,
      note:
        `in proportion to packages, ${wholeText(packagesPerDay / routesPerDay)} a route; the fact implies ` +
        `${wholeText(impliedPerRoute)}, public figures say 180-300`,
    }),
  ];
}

/** All that an own package costs after it was packed; unfilled trailers are all put on own packages. */
function costRow({zip, nationalUsd, costUsd, counts}: Priced): FactRow {
  const own = (values: Float64Array) => values.reduce((total, usd, i) => (i % 2 === 0 ? total + usd : total), 0);
  const linehaulUsd = own(zip.linehaul) + nationalUsd.linehaul;
  const usd = linehaulUsd + own(zip.sort) + costUsd.lastMile + costUsd.fixed;
  return factRow({
    ...{name: 'Mean own delivery, $ a package', kind: 'prediction', unit: 'usd', atMost: true},
    ...{model: usd / sum(counts.zip.owned), fact: 4},
    source: 'FBA fee of 2026 for pick, pack and delivery of a pound, $3.78-4.86: delivery is less',
    note: 'linehaul with unfilled trailers, sort, road, fixed',
  });
}

/** The rural stations alone: they follow from the twin and need of a run only who serves which ZIP. */
export function ruralFacts(
  {
    twin,
    ledger,
  }: Pick<Outcome, 'twin'> & {
    readonly ledger: Pick<Outcome['ledger'], 'stations' | 'stationDelivered' | 'dayCount'>;
  },
  {stems}: Pick<Priced, 'stems'>,
): FactRow[] {
  const stations = ruralStations(twin);
  const zips = twin.zips.filter((_, row) => stems.station[row] !== NO_BUILDING && stations.has(stems.station[row]));
  const area = zips.reduce((total, {landAreaSqMi}) => total + landAreaSqMi, 0);
  const perDay = [...stations].reduce((total, row) => total + (twin.facilities[row].capacityPackagesPerDay ?? NaN), 0);
  const carried = ledger.stationDelivered.reduce(
    (total, packages, i) => (stations.has(ledger.stations[i % ledger.stations.length]) ? total + packages : total),
    0,
  );
  const planText = `${Math.round((100 * carried * 365) / ledger.dayCount / (perDay * 365))}% of it used in the plan`;
  const shared = {kind: 'prediction', source: RURAL_PROGRAMME} as const;
  const nearest = 'whose nearest station is rural, in reach';
  return [
    factRow({...shared, name: 'ZIPs of rural stations', model: zips.length, fact: 13_000, note: nearest}),
    factRow({...shared, name: 'Land of rural stations, sq mi', model: area, fact: 1.2e6, note: `of ZIPs ${nearest}`}),
    factRow({
      ...{...shared, name: 'Packages a year rural stations can carry', model: 365 * perDay, fact: 1e9},
      note: `capacity a day x 365; ${planText}`,
    }),
  ];
}

/** Delivery stations with an opening date: those of the rural programme in the reference twin. */
function ruralStations({facilities}: Outcome['twin']): Set<number> {
  return new Set(
    facilities.flatMap(({facilityType, opensOn}, row) => (facilityType === 'ds' && opensOn !== undefined ? [row] : [])),
  );
}
