import type {Parameter} from '@cutover/core';
import type {Repricer} from './reprice.ts';
import {drawnValue} from './shares.ts';

/** A scenario planned and run again with one number at an end of its range. */
export interface DesignPoint {
  readonly parameter: string;
  readonly value: number;
  readonly reprice: Repricer;
}

/**
 * The cost of a draw where some numbers change who carries what: the draw is priced on the run at base and on the runs
 * either side of the drawn value, and the cost lies straight between them. Several such numbers add what each changes.
 *
 * @param rows - parameters of the base twin, which the drawn value is read from
 */
export function responseSurface(base: Repricer, points: readonly DesignPoint[], rows: readonly Parameter[]): Repricer {
  const names = [...new Set(points.map(({parameter}) => parameter))];
  const baseOf = new Map(names.map((name) => [name, drawnValue(rows, name, () => NaN)]));
  return (shares) => {
    const atBase = base(shares);
    let usd = atBase;
    for (const name of names) {
      const middle = baseOf.get(name)!;
      const drawn = drawnValue(rows, name, shares);
      const point = points.find(
        ({parameter, value}) => parameter === name && (drawn < middle ? value < middle : value > middle),
      );
      if (drawn === middle || point === undefined) continue;
      usd += ((drawn - middle) / (point.value - middle)) * (point.reprice(shares) - atBase);
    }
    return usd;
  };
}
