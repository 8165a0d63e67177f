import type {Metric} from '../compile/metric.ts';
import type {RouteTable} from './route-table.ts';
import {NO_LABEL, NO_LANE} from './search.ts';

/**
 * The same ways at the costs of another metric: a price moved a little, so the ways are kept. Hours stay, as no lane
 * became faster. The table given is not written.
 */
export function recostTable(table: RouteTable, metric: Metric): RouteTable {
  const {labelLane, labelParent, labelCount, labelsMax} = table;
  const labelCost = table.labelCost.slice();
  for (let origin = 0; origin < table.origins.length; origin++) {
    const first = origin * labelsMax;
    for (let at = first; at < first + labelCount[origin]; at++) {
      if (labelLane[at] === NO_LANE || labelParent[at] === NO_LABEL) continue; // the origin itself
      labelCost[at] = labelCost[first + labelParent[at]] + metric.costMils[labelLane[at]]; // parents come first
    }
  }
  return {...table, labelCost};
}
