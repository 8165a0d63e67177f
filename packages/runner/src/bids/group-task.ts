import {
  type GroupOffer,
  type GroupScene,
  type GroupTerm,
  groupValue,
  type GroupValue,
  offerValues,
  type OfferValue,
  type RunAssign,
  type SolveRule,
} from '@cutover/planning';

/** Some groups to be solved on one thread, each without its hand-offs; with offers, with each of them too. */
export interface GroupTask {
  readonly kind: 'groups';
  readonly scene: GroupScene;
  readonly work: readonly GroupWork[];
  readonly rule: SolveRule | undefined;
}

export interface GroupWork {
  readonly term: GroupTerm;
  readonly offers?: readonly GroupOffer[];
}

export type GroupResult = GroupValue | readonly OfferValue[];

export async function solveGroups({scene, work, rule}: Omit<GroupTask, 'kind'>, run?: RunAssign) {
  const results: GroupResult[] = [];
  for (const {term, offers} of work) {
    results.push(
      await (offers === undefined ? groupValue(scene, term, rule, run) : offerValues(scene, term, offers, rule, run)),
    );
  }
  return results;
}
