import {CONTRACT_PRICE} from '../cost/parameters.ts';
import type {Calibration} from '../model/calibration.ts';
import {isoDate} from '../model/date.ts';
import type {Twin} from '../model/twin.ts';
import type {Actuals} from './actuals.ts';
import {fitHandling, fitLinehaul, fitPrices} from './fit-prices.ts';
import {fitRoutes, inputOf} from './fit-routes.ts';
import {type FittedNumber, HANDLING, judge, type NumberKey} from './fitted.ts';

/** Numbers that books of cost show only together with others, however many rows there are. */
const NEVER: Readonly<Record<string, string>> = {
  empty_miles_share: 'an invoice shows the rate over the loaded share, not the two apart',
  fuel_index: 'an invoice shows the rate a mile, fuel included',
  driver_wage_usd_per_hour: 'a route shows wage x burden x margin, not the three apart',
  labour_burden: 'a route shows wage x burden x margin, not the three apart',
  contractor_margin: 'a route shows wage x burden x margin, not the three apart',
  van_usd_per_day: 'its share in the cost of a route goes in step with hours and miles',
  van_usd_per_mile: 'its share in the cost of a route goes in step with hours and miles',
  local_constant: 'routes show miles; the constant is fitted to published tours instead',
};

/**
 * Fits what the actuals can show of a twin's costs: each number with its 95% interval, or why it stays as it is.
 *
 * @param twin - as its inputs say, without a calibration laid over it
 */
export function fitParameters(twin: Twin, actuals: Actuals): FittedNumber[] {
  const never = Object.entries(NEVER).flatMap(([name, reason]) => {
    const {input, unit} = inputOf(twin, name);
    return Number.isNaN(input.base) ? [] : [judge({name}, unit, input, reason)];
  });
  return [
    ...fitRoutes(twin, actuals.routes),
    ...fitHandling(twin, actuals.handling),
    ...fitLinehaul(twin, actuals.linehaul),
    ...fitPrices(twin, actuals.prices),
    ...never,
  ];
}

/** The overlay of what was fitted: the content of `calibration.yaml`. */
export function calibrationOf(actuals: Actuals, numbers: readonly FittedNumber[]): Calibration {
  const fitted = numbers.flatMap(({fitted: range, ...number}) => (range === null ? [] : [{...number, range}]));
  const rangeOf = ({range, rows, from, to}: (typeof fitted)[number]) => ({...roundRange(range), rows, from, to});
  const named = (name: string) => fitted.filter((number) => number.name === name);
  return {
    from: isoDate(actuals.fromDay),
    to: isoDate(actuals.toDay),
    shipments: actuals.shipmentCount,
    parameters: fitted
      .filter(({name}) => name !== HANDLING && name !== CONTRACT_PRICE)
      .map((number) => ({...keyOf(number), ...rangeOf(number)})),
    handling: named(HANDLING).map((number) => ({
      facilityType: number.facilityType!,
      inputUsdPerPackage: round(number.input.base),
      ...rangeOf(number),
    })),
    contractPrices: named(CONTRACT_PRICE).map((number) => ({
      entry: number.entry!,
      ...(number.weightToLb === undefined ? {} : {weightToLb: number.weightToLb}),
      ...rangeOf(number),
    })),
    notIdentified: numbers
      .filter(({fitted: range}) => range === null)
      .map((number) => ({...keyOf(number), name: numberName(number), reason: number.reason})),
  };
}

/** `stem_speed_mph`, `handling_usd_per_package ds`, `contract_price ddu to 5 lb`; the segment stands apart. */
export function numberName({name, facilityType, entry, weightToLb}: NumberKey): string {
  const weight = weightToLb === undefined ? '' : `to ${weightToLb} lb`;
  return [name, facilityType ?? '', entry ?? '', weight].filter((part) => part !== '').join(' ');
}

function keyOf({name, segment}: NumberKey) {
  return {name, ...(segment === undefined ? {} : {segment})};
}

function roundRange({low, base, high}: {low: number; base: number; high: number}) {
  return {low: round(low), base: round(base), high: round(high)};
}

/** Six figures: more than any interval here, and the same text on every machine. */
function round(value: number): number {
  return Number(value.toPrecision(6));
}
