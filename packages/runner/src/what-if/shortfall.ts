import {promised} from '@cutover/reporting';
import {repriced} from '../handoff-input.ts';
import type {Draft} from './draft.ts';
import {plannedMail, type PricedEpoch} from './planned-cost.ts';
import type {PlannedHorizon} from './planned-days.ts';

/** What the contract charges for promised volume that the plan does not bring, by its rule. */
export function plannedShortfallUsd(draft: Draft, priced: readonly PricedEpoch[], planned: PlannedHorizon): number {
  const {twin, world, horizon} = draft;
  const {contract} = twin;
  if (contract === null || contract.shortfall.rule === 'none') return 0;
  const simulated = {twin, ledger: {fromDay: 0, dayCount: horizon.dayCount}};
  const {promisedPackages, deliveredPackages} = promised(simulated, planned.stations, contract);
  const missing = promisedPackages - deliveredPackages;
  if (missing <= 0) return 0;
  if (contract.shortfall.rule === 'listPrice') return Math.max(0, listPremiumUsd(draft, priced, planned));
  return missing * contract.shortfall.usdPerMissingPackage[world.p.contractShortfall];
}

/** The planned USPS packages at list, less what they cost under the contract. */
function listPremiumUsd(draft: Draft, priced: readonly PricedEpoch[], planned: PlannedHorizon): number {
  const list = {...draft.twin, contract: null};
  return priced.reduce((sum, each, i) => {
    const {network, decision} = each.draft;
    const {epoch} = each.known;
    const entryInput = repriced(decision.entryInput, list, network, epoch.fromDay);
    const atList = {...each, draft: {...each.draft, decision: {...decision, entryInput}}};
    const {mailed, mail} = planned.epochs[i];
    return sum + plannedMail(draft, atList, mailed, epoch).postageUsd - mail.postageUsd;
  }, 0);
}
