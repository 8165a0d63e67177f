import type {Calibration} from '../model/calibration.ts';
import type {Contract, Parameter} from '../model/price.ts';
import type {Twin} from '../model/twin.ts';

type Price = Contract['prices'][number];

/**
 * Lays fitted numbers over a copy of a twin: parameters with their intervals as low and high, contract prices likewise,
 * handling of each type of building in proportion. A parameter fitted for a segment that the twin has no row for gets
 * one. Names that the twin does not have change nothing; `cutover check` reports them.
 */
export function applyCalibration(base: Twin, calibration: Calibration): Twin {
  const {from, to, shipments, parameters, handling, contractPrices} = calibration;
  const factors = new Map(
    handling.map((each): [string, number] => [each.facilityType, each.base / each.inputUsdPerPackage]),
  );
  return {
    ...base,
    parameters: withFitted(base.parameters, parameters),
    facilities: base.facilities.map((row) => {
      const factor = factors.get(row.facilityType);
      return factor === undefined ? row : {...row, handlingUsdPerPackage: row.handlingUsdPerPackage * factor};
    }),
    contract: base.contract === null ? null : {...base.contract, prices: pricesOf(base.contract, contractPrices)},
    calibration: {from, to, shipments, fitted: parameters.length + handling.length + contractPrices.length},
  };
}

function withFitted(rows: readonly Parameter[], fitted: Calibration['parameters']): readonly Parameter[] {
  const changed = [...rows];
  for (const each of fitted) {
    const at = changed.findIndex((row) => row.name === each.name && row.segment === each.segment);
    const common = changed.find((row) => row.name === each.name && row.segment === undefined);
    const row = changed[at] ?? common;
    if (row === undefined) continue;
    const {low, base, high} = each;
    const source = `calibration.yaml: ${each.rows} rows of actuals, ${each.from} to ${each.to}, 95% interval`;
    const segment = each.segment === undefined ? {} : {segment: each.segment};
    const written = {...row, ...segment, low, base, high, asOf: each.to, confidence: 'estimate' as const, source};
    if (at >= 0) changed[at] = written;
    else changed.push(written);
  }
  return changed;
}

function pricesOf({prices}: Contract, fitted: Calibration['contractPrices']): Price[] {
  return prices.map((price) => {
    const found = fitted.find(({entry, weightToLb}) => entry === price.entry && weightToLb === price.weightToLb);
    return found === undefined
      ? price
      : {...price, usdPerPackage: {low: found.low, base: found.base, high: found.high}};
  });
}
