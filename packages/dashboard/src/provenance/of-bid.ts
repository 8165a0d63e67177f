import {bidTable, WhatIf} from '@cutover/core';
import {twinAt} from '../engine/twins.ts';
import type {ProvenanceAnswer, QuantityOf} from '../http/quantity.ts';
import {bidRows} from '../tables/plan-files.ts';
import {answer, named, tableRule} from './answer.ts';
import {jsonCells} from './cells.ts';
import type {Paths} from './paths.ts';
import {watchedPreview} from './watched.ts';

/** A number of a bid book, which names no plan: its inputs are those of the twin shown. */
export async function ofBid(
  {measure, unit, unitType, tender}: QuantityOf<'bid'>,
  paths: Paths,
): Promise<ProvenanceAnswer> {
  const row = bidRows(paths.bids).find(
    (each) => each.unit === unit && each.unitType === unitType && each.tender === tender,
  );
  const rule = tableRule(bidTable, measure);
  const cells = jsonCells(bidTable.file, named(row), `${unit} ${tender}`, rule.columns);
  const isFloor = measure.startsWith('floor') || measure === 'zone';
  const {baseScenario: scenario} = (await twinAt(paths.twin)).settings;
  return answer(
    {
      ...rule,
      how: `${rule.how} The book names no plan: inputs are those of the twin shown, scenario ${scenario}.`,
      ...(isFloor ? {parameters: ['usps_attributable_usd']} : {}),
    },
    cells,
    await watchedPreview(paths.twin, scenario, WhatIf.parse({})),
  );
}
