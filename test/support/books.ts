// The books of an invented shipper who serves the small twin's ZIPs: routes laid through random stops, invoices and
// shipments with noise, wrong figures, double entries and late corrections, and a weekday traffic that no model has.
// It shares no code with the cost model or the fit; what it charges it works out itself.
import {gaussian, layTour, randomStream, type Tour} from './tours.ts';

/** What really holds in the invented world. Segments are urban, suburban, rural, remote. */
export const truth = {
  serviceMinutes: [2.7, 2.2, 3.6, 2.9],
  inRouteMph: [8.8, 17.2, 17.5, 26],
  stemMph: [24, 40, 40, 55],
  packagesPerStop: [1.4, 1.55, 1.18, 1.36],
  loadOutHours: 0.62,
  truckUsdPerMile: 2.52,
  emptyMilesShare: 0.167,
  dsHandlingUsd: 0.44,
  scHandlingUsd: 0.24,
  contractUsd: {ddu: 4.1, dhub: 4.35, dscf: 4.6},
  otherDiscount: 0.4,
  otherFuel: 0.295,
} as const;

export type Row = Readonly<Record<string, string | number>>;

export interface Books {
  readonly actuals: readonly Row[];
  readonly routes: readonly Row[];
  readonly linehaul: readonly Row[];
  readonly handling: readonly Row[];
}

export interface World {
  readonly seed: number;
  readonly days: number; // from 2026-10-01
  readonly routesPerDay: number; // in each segment
  readonly shipmentsPerDay: number;
}

const FIRST_DAY = Date.UTC(2026, 9, 1); // a Thursday
const TRAFFIC = [0.95, 1.04, 1.03, 1.02, 1.03, 1.02, 0.91]; // x driving time, from Sunday; mean 1
const OUTLIERS = 0.02;
const DOUBLES = 0.01;
const REBILLS = 0.01;

const zipsOf = [
  ['03001', '03002'],
  ['03003', '03004', '03101'],
  ['03005', '03006', '03103', '03104'],
  ['03105', '03106'],
];
const sideMiles = [1.6, 3, 7, 12]; // of the square a route covers, by segment; each route's varies around it
const tours = toursOf(randomStream(77));

/** The books of one world; a seed gives the same ones on every machine. */
export function keepBooks(world: World): Books {
  const random = randomStream(world.seed);
  const dates = Array.from({length: world.days}, (_, day) => new Date(FIRST_DAY + day * 86_400_000));
  const traffic = dates.map((date) => TRAFFIC[date.getUTCDay()] * noise(random, 0.03));
  const rows = (each: (date: string, day: number) => Row[]) =>
    dates.flatMap((date, day) => each(date.toISOString().slice(0, 10), day));
  const books = {
    routes: rows((date, day) =>
      [0, 1, 2, 3].flatMap((segment) =>
        Array.from({length: world.routesPerDay}, () => routeRow(random, date, segment, traffic[day])),
      ),
    ),
    linehaul: rows((date) => lanes.map((lane) => linehaulRow(random, date, lane))),
    handling: rows((date) => ['DS1', 'DS2', 'SC1', 'SC2'].map((building) => handlingRow(random, date, building))),
    actuals: rows((date) => Array.from({length: world.shipmentsPerDay}, () => shipmentRow(random, date))),
  };
  return {
    routes: spoil(random, books.routes, 'route_id', ['hours', 'packages', 'paid_hours']),
    linehaul: spoil(random, books.linehaul, 'invoice_id', ['cost_usd']),
    handling: spoil(random, books.handling, 'invoice_id', ['cost_usd']),
    actuals: spoil(random, books.actuals, 'shipment_id', ['cost_usd']),
  };
}

/** CSV with every column that a row has; the first row names them. */
export function booksCsv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0]);
  return `${[names.join(','), ...rows.map((row) => names.map((name) => row[name]).join(','))].join('\n')}\n`;
}

/** A factor around 1 whose mean is 1. */
function noise(random: () => number, deviation: number): number {
  return Math.exp(deviation * gaussian(random) - deviation ** 2 / 2);
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)];
}

function toursOf(random: () => number): Tour[][] {
  const distances = [5, 4, 3, 3]; // of the station, in sides of the square
  return distances.map((distance) =>
    Array.from({length: 300}, () => layTour(random, 25 + Math.floor(50 * random()), distance * (0.2 + 1.6 * random()))),
  );
}

function routeRow(random: () => number, date: string, segment: number, traffic: number): Row {
  const tour = pick(random, tours[segment]);
  const side = sideMiles[segment] * (0.5 + random());
  const [stem, inside] = [tour.stem * side, tour.inside * side];
  const driving = inside / truth.inRouteMph[segment] + stem / truth.stemMph[segment];
  const service = (tour.stops * truth.serviceMinutes[segment]) / 60;
  const hours = (service + driving * traffic) * noise(random, 0.04);
  let packages = tour.stops; // one at each stop, and further ones by chance
  const extra = truth.packagesPerStop[segment] - 1;
  for (let stop = 0; stop < tour.stops; stop++)
    packages += (random() < extra / 2 ? 1 : 0) + (random() < extra / 2 ? 1 : 0);
  return {
    ...{date, facility_id: segment === 0 ? 'DS1' : 'DS2', zip: pick(random, zipsOf[segment]), routes: 1},
    ...{stops: tour.stops, packages, hours, miles: inside + stem, stem_miles: stem},
    paid_hours: hours + truth.loadOutHours * noise(random, 0.15),
  };
}

const lanes = [
  {origin: 'FC1', destination: 'SC1', miles: 9},
  {origin: 'FC1', destination: 'SC2', miles: 41},
  {origin: 'FC2', destination: 'SC1', miles: 84},
  {origin: 'FC2', destination: 'SC2', miles: 118},
  {origin: 'SC1', destination: 'SC2', miles: 31},
];

function linehaulRow(random: () => number, date: string, {origin, destination, miles}: (typeof lanes)[number]): Row {
  const trips = 1 + Math.floor(3 * random());
  const loaded = trips * miles;
  const usd = (loaded * truth.truckUsdPerMile) / (1 - truth.emptyMilesShare);
  return {
    ...{date, origin_id: origin, destination_id: destination, trips, miles: loaded},
    cost_usd: usd * noise(random, 0.06),
  };
}

function handlingRow(random: () => number, date: string, building: string): Row {
  const packages = 3000 + Math.floor(4000 * random());
  const usd = building.startsWith('DS') ? truth.dsHandlingUsd : truth.scHandlingUsd;
  return {date, facility_id: building, packages, cost_usd: packages * usd * noise(random, 0.08)};
}

/** USPS by the contract's entries; another carrier off a list of 9.00 for a pound and 0.40 for each more. */
function shipmentRow(random: () => number, date: string): Row {
  const zip = pick(random, zipsOf.flat());
  const weight = pick(random, [0.5, 3, 8]);
  const carrier = pick(random, ['usps', 'usps', 'usps', 'other']);
  const entry = pick(random, ['ddu', 'dhub', 'dscf'] as const);
  const list = 9 + 0.4 * (Math.ceil(weight) - 1);
  const usd = carrier === 'usps' ? truth.contractUsd[entry] : list * (1 + truth.otherFuel) * (1 - truth.otherDiscount);
  return {
    ...{ship_date: date, origin_id: 'FC1', zip, weight_lb: weight, cube_ft3: 0.5, carrier},
    ...{cost_usd: usd * noise(random, 0.05), entry},
  };
}

/** Wrong figures, double entries and bills that are corrected later, in an order of its own. */
function spoil(random: () => number, rows: readonly Row[], id: string, columns: readonly string[]): Row[] {
  const spoiled: Row[] = [];
  rows.forEach((row, i) => {
    const day = String(row.date ?? row.ship_date);
    const named = {[id]: `B${i}`, billed_on: day, ...row};
    const wrong = pick(random, columns);
    const isWrong = random() < OUTLIERS;
    const figure = Number(row[wrong]) * pick(random, [0.1, 0.4, 3, 10]);
    const kept = isWrong ? {...named, [wrong]: figure} : named;
    const chance = random();
    if (chance < REBILLS) spoiled.push({...kept, [wrong]: Number(row[wrong]) * (0.5 + random())}, later(kept));
    else spoiled.push(kept);
    if (chance > 1 - DOUBLES) spoiled.push(kept);
  });
  return spoiled;
}

function later(row: Row): Row {
  const billed = new Date(Date.parse(String(row.billed_on)) + 20 * 86_400_000);
  return {...row, billed_on: billed.toISOString().slice(0, 10)};
}
