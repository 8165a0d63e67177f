import {DELIVERER_COUNT, SHARE_ONE, USPS} from '@cutover/core';
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
  const dayUsps = uspsByDay(draft, priced, planned);
  const {promisedPackages, deliveredPackages} = promised(simulated, {dayUsps}, contract);
  const missing = promisedPackages - deliveredPackages;
  if (missing <= 0) return 0;
  if (contract.shortfall.rule === 'listPrice') return Math.max(0, listPremiumUsd(draft, priced, planned));
  return missing * contract.shortfall.usdPerMissingPackage[world.p.contractShortfall];
}

function uspsByDay({horizon}: Draft, priced: readonly PricedEpoch[], {stations}: PlannedHorizon): Float64Array {
  const dayUsps = new Float64Array(horizon.dayCount);
  for (const {known, draft} of priced) {
    const ofVolume = uspsShareOf(horizon.demand.groupShare, draft.decision.merit.share);
    for (let day = known.epoch.fromDay; day < known.epoch.toDay; day++) {
      dayUsps[day] = ofVolume * horizon.demand.dayPackages[day] + stations.toUsps[day];
    }
  }
  return dayUsps;
}

function uspsShareOf(groupShare: Float64Array, share: Uint16Array): number {
  let sum = 0;
  for (let cell = 0; cell < groupShare.length; cell++) {
    sum += (groupShare[cell] * share[cell * DELIVERER_COUNT + USPS]) / SHARE_ONE;
  }
  return sum;
}

/** The planned USPS packages at list, less what they cost under the contract. */
function listPremiumUsd(draft: Draft, priced: readonly PricedEpoch[], planned: PlannedHorizon): number {
  const list = {...draft.twin, contract: null};
  return priced.reduce((sum, each, i) => {
    const {network, decision} = each.draft;
    const {epoch} = each.known;
    const entryInput = repriced(decision.entryInput, list, network, epoch.fromDay);
    const atList = {...each, draft: {...each.draft, decision: {...decision, entryInput}}};
    const {fates, mail} = planned.epochs[i];
    return sum + plannedMail(draft, atList, fates, epoch).postageUsd - mail.postageUsd;
  }, 0);
}
