// Books as arrays, netted the plain way: what the reader does in SQL, done again row by row, so that two hundred worlds
// fit into a test and the reader has something to be held against.
import {type Actuals, LIST_PRICE, OTHER_DISCOUNT, type Twin} from '@cutover/core';
import type {Books, Row} from './books.ts';

/** The last bill of each id, in the order of the rows. */
export function netted(rows: readonly Row[], id: string): Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const name = String(row[id]);
    const known = last.get(name);
    if (known === undefined || String(row.billed_on) > String(known.billed_on)) last.set(name, row);
  }
  return [...last.values()];
}

/** @param listUsd - what the twin charges a package of another carrier, by weight */
export function actualsOf(twin: Twin, books: Books, listUsd: (weightLb: number) => number): Actuals {
  const routes = netted(books.routes, 'route_id');
  const linehaul = netted(books.linehaul, 'invoice_id');
  const handling = netted(books.handling, 'invoice_id');
  const shipments = netted(books.actuals, 'shipment_id');
  const days = [...routes, ...shipments].map((row) => dayOf(row));
  const numbers = (rows: readonly Row[], name: string) => Float64Array.from(rows, (row) => Number(row[name]));
  const places = (rows: readonly Row[], names: readonly string[], key: (row: Row) => string) =>
    Int32Array.from(rows, (row) => names.indexOf(key(row)));
  const zips = twin.zips.map(({zip}) => zip);
  const buildings = twin.facilities.map(({facilityId}) => facilityId);
  const pairs = twin.lanes.map(({originId, destinationId}) => `${originId}>${destinationId}`);
  const none = new Float64Array(0);
  const empty = new Int32Array(0);
  return {
    fromDay: Math.min(...days),
    toDay: Math.max(...days),
    shipmentCount: shipments.length,
    shipments: {
      ...{day: empty, zip: empty, origin: empty, carrier: empty, entry: empty},
      ...{weightLb: none, cubeFt3: none, packages: none, costUsd: none, timedPackages: none, latePackages: none},
    },
    shipmentPrices: {price: empty, routedUsd: none, mixUsd: none},
    prices: pricesOf(twin, shipments, listUsd),
    routes: {
      day: Int32Array.from(routes, dayOf),
      zip: places(routes, zips, ({zip}) => String(zip)),
      facility: places(routes, buildings, (row) => String(row.facility_id)),
      ...{routes: numbers(routes, 'routes'), stops: numbers(routes, 'stops'), packages: numbers(routes, 'packages')},
      ...{hours: numbers(routes, 'hours'), miles: numbers(routes, 'miles'), stemMiles: numbers(routes, 'stem_miles')},
      ...{paidHours: numbers(routes, 'paid_hours'), costUsd: new Float64Array(routes.length).fill(NaN)},
    },
    linehaul: {
      day: Int32Array.from(linehaul, dayOf),
      lane: places(linehaul, pairs, (row) => `${row.origin_id}>${row.destination_id}`),
      ...{trips: numbers(linehaul, 'trips'), miles: numbers(linehaul, 'miles'), costUsd: numbers(linehaul, 'cost_usd')},
    },
    handling: {
      day: Int32Array.from(handling, dayOf),
      facility: places(handling, buildings, (row) => String(row.facility_id)),
      ...{packages: numbers(handling, 'packages'), costUsd: numbers(handling, 'cost_usd')},
    },
  };
}

function dayOf(row: Row): number {
  return Date.parse(String(row.date ?? row.ship_date)) / 86_400_000;
}

/** Paid over charged by price and day, without what is 4.685 deviations (or 2% of the middle) away from the middle. */
function pricesOf(twin: Twin, shipments: readonly Row[], listUsd: (weightLb: number) => number): Actuals['prices'] {
  const entries = twin.contract!.prices.map(({entry}) => entry as string);
  const priced = shipments.map((row) => {
    const price = row.carrier === 'other' ? OTHER_DISCOUNT : entries.indexOf(String(row.entry));
    const usd = price < LIST_PRICE ? listUsd(Number(row.weight_lb)) : twin.contract!.prices[price].usdPerPackage.base;
    return {price, day: dayOf(row), ratio: Number(row.cost_usd) / usd};
  });
  const sums = new Map<string, {price: number; day: number; packages: number; ratio: number}>();
  for (const each of [...new Set(priced.map(({price}) => price))].sort((a, b) => a - b)) {
    const rows = priced.filter(({price}) => price === each);
    const middle = middleOf(rows.map(({ratio}) => ratio));
    const reach = Math.max(4.685 * 1.4826 * middleOf(rows.map(({ratio}) => Math.abs(ratio - middle))), 0.02 * middle);
    for (const {day, ratio} of rows) {
      if (Math.abs(ratio - middle) > reach) continue;
      const sum = sums.get(`${each} ${day}`) ?? {price: each, day, packages: 0, ratio: 0};
      sums.set(`${each} ${day}`, sum);
      sum.packages++;
      sum.ratio += ratio;
    }
  }
  const rows = [...sums.values()].sort((a, b) => a.price - b.price || a.day - b.day);
  return {
    day: Int32Array.from(rows, ({day}) => day),
    price: Int32Array.from(rows, ({price}) => price),
    packages: Float64Array.from(rows, ({packages}) => packages),
    ratio: Float64Array.from(rows, ({ratio}) => ratio),
  };
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}
