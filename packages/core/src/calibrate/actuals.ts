// What a shipper's own books say, netted and joined to a twin: typed arrays of one length each. NaN: not given.

/** Own delivery routes: one row for the routes of one station in one ZIP on one day. */
export interface RouteActuals {
  readonly day: Int32Array; // days since 1970-01-01
  readonly zip: Int32Array; // row of twin.zips
  readonly facility: Int32Array; // row of twin.facilities
  readonly routes: Float64Array; // > 0
  readonly stops: Float64Array; // > 0
  readonly packages: Float64Array; // > 0
  readonly hours: Float64Array; // drivers', from leaving the station to coming back, > 0
  readonly miles: Float64Array; // vans', all of them
  readonly stemMiles: Float64Array; // of them to the first stop and from the last; NaN: not given
  readonly paidHours: Float64Array; // drivers', load-out included; NaN: not given
  readonly costUsd: Float64Array; // NaN: not given
}

/** Linehaul invoices: the trips of one lane on one day. */
export interface LinehaulActuals {
  readonly day: Int32Array;
  readonly lane: Int32Array; // row of twin.lanes
  readonly trips: Float64Array; // > 0
  readonly miles: Float64Array; // loaded, all trips, > 0; of a milk run the whole run
  readonly costUsd: Float64Array; // > 0
}

/** Variable handling of one station or sort center on one day. */
export interface HandlingActuals {
  readonly day: Int32Array;
  readonly facility: Int32Array; // row of twin.facilities
  readonly packages: Float64Array; // > 0
  readonly costUsd: Float64Array; // > 0
}

/** Shipments alike in all that prices them. */
export interface ShipmentGroups {
  readonly day: Int32Array; // first day of the stretch (one price list; one week, if asked for) they were shipped in
  readonly zip: Int32Array; // row of twin.zips
  readonly origin: Int32Array; // row of twin.facilities
  readonly carrier: Int32Array; // OWNED, USPS, OTHER
  readonly entry: Int32Array; // of EntryLevel.options; -1: not given
  readonly weightLb: Float64Array; // actual, rounded up
  readonly cubeFt3: Float64Array; // rounded up to tenths where above 1, else 0: too small to bill
  readonly packages: Float64Array;
  readonly costUsd: Float64Array; // of all of them; NaN for own packages
  readonly timedPackages: Float64Array; // of them, those with days to the door and days promised
  readonly latePackages: Float64Array; // of those, after the promise
}

/** What a twin charges for shipments. All arrays `[group]`; NaN for own packages, which no price list knows. */
export interface ShipmentPrices {
  readonly price: Int32Array; // row of contract.prices, OTHER_DISCOUNT or LIST_PRICE
  readonly routedUsd: Float64Array; // USD/package, by the entry and origin they had
  readonly mixUsd: Float64Array; // USD/package, by the entry and origins of the twin
}

/** What was paid over what the model prices, summed by price and day; outliers are gone. */
export interface PriceActuals {
  readonly day: Int32Array;
  readonly price: Int32Array; // row of contract.prices, or OTHER_DISCOUNT
  readonly packages: Float64Array; // > 0
  readonly ratio: Float64Array; // sum over the packages of paid / modelled
}

/** In `PriceActuals.price`: packages of other carriers, whose one price is the discount off list. */
export const OTHER_DISCOUNT = -2;
/** A price that no number of the twin stands for: USPS list. */
export const LIST_PRICE = -1;

/** All of it; a table that was not given has no rows. */
export interface Actuals {
  readonly fromDay: number;
  readonly toDay: number; // last day, included
  readonly shipmentCount: number;
  readonly shipments: ShipmentGroups;
  readonly shipmentPrices: ShipmentPrices; // of these groups
  readonly prices: PriceActuals;
  readonly routes: RouteActuals;
  readonly linehaul: LinehaulActuals;
  readonly handling: HandlingActuals;
}

type Columns<Table> = {readonly [Name in keyof Table]: Int32Array | Float64Array};

/** The rows of a table whose day is within `fromDay … toDay`. */
export function daysOf<Table extends Columns<Table> & {readonly day: Int32Array}>(
  table: Table,
  fromDay: number,
  toDay: number,
): Table {
  const picked = Object.entries(table).map(([name, column]) => {
    const values = column as Int32Array | Float64Array;
    return [name, values.filter((_, row) => table.day[row] >= fromDay && table.day[row] <= toDay)];
  });
  return Object.fromEntries(picked) as Table;
}
