import type {ProvenanceAnswer, Quantity} from '../http/quantity.ts';
import {ofFacility} from './of-facility.ts';
import {ofBid} from './of-bid.ts';
import {ofComparison} from './of-comparison.ts';
import {ofPlan} from './of-plan.ts';
import {ofPreview} from './of-preview.ts';
import {ofRun} from './of-run.ts';
import type {Paths} from './paths.ts';

/** A quantity, and where what its ids name stands. */
export interface Located {
  readonly quantity: Quantity;
  readonly paths: Paths;
}

/** Where a number that the page shows comes from. @throws DataError if there is no such number, or its twin changed */
export async function provenanceOf({quantity, paths}: Located): Promise<ProvenanceAnswer> {
  switch (quantity.kind) {
    case 'run':
      return ofRun(quantity, paths);
    case 'preview':
      return ofPreview(quantity, paths.twin);
    case 'plan':
      return ofPlan(quantity, paths);
    case 'comparison':
      return ofComparison(quantity, paths);
    case 'bid':
      return ofBid(quantity, paths);
    case 'twin':
      return ofFacility(quantity, paths.twin);
  }
}
