import {
  type GroupOffer,
  type GroupScene,
  type GroupTerm,
  groupValue,
  type GroupValue,
  offerValue,
  type OfferValue,
  type RunAssign,
  type SolveRule,
} from '@cutover/planning';

/** Some groups to be solved on one thread, each without its hand-offs; with an offer, both with it and without. */
export interface GroupTask {
  readonly kind: 'groups';
  readonly scene: GroupScene;
  readonly work: readonly GroupWork[];
  readonly rule: SolveRule | undefined;
}

export interface GroupWork {
  readonly term: GroupTerm;
  readonly offer?: GroupOffer;
}

export type GroupResult = GroupValue | OfferValue;

export async function solveGroups({scene, work, rule}: Omit<GroupTask, 'kind'>, run?: RunAssign) {
  const results: GroupResult[] = [];
  for (const {term, offer} of work) {
    results.push(
      await (offer === undefined ? groupValue(scene, term, rule, run) : offerValue(scene, term, offer, rule, run)),
    );
  }
  return results;
}
