import {laneTables, recostTable, resolveParameters, type Twin} from '@cutover/core';
import {createCapacity} from '../capacity.ts';
import {type EpochNetwork, epochMetric} from '../epoch-network.ts';
import {createHorizon} from '../horizon.ts';
import {handoffInput, repriced} from '../handoff-input.ts';
import {decideEpoch, type EpochDecision, type EpochOptions, epochOptions} from '../plan-epoch.ts';
import type {World} from '../world.ts';
import type {SessionEpoch, WhatIfSession} from './session.ts';

/** A scenario held ready, with changes: what they leave as it was is shared with it. */
export interface Draft extends Pick<WhatIfSession, 'twin' | 'world' | 'horizon' | 'capacity'> {
  readonly planKept: boolean; // nothing was decided anew
  readonly pathsMoved: boolean; // lanes cost something else
  readonly roadsKept: boolean; // own vans and other carriers cost what they cost before
  readonly offersMoved: boolean; // stations take more or less, or none
}

/** @param twin - that of the scenario, with changes applied */
export function draftOf(session: WhatIfSession, twin: Twin): Draft {
  const {world, horizon, capacity, seed} = session;
  if (twin === session.twin)
    return {...session, planKept: true, roadsKept: true, pathsMoved: false, offersMoved: false};
  const p = twin.parameters === session.twin.parameters ? world.p : resolveParameters(twin.parameters);
  const isMoved = (name: string): boolean => p.values.get(name) !== world.p.values.get(name);
  const pathsMoved = isMoved('fuel_index');
  const grows = isMoved('growth_per_year');
  const offersMoved = grows || isMoved('capacity_headroom') || twin.facilities !== session.twin.facilities;
  const drafted: World = {...world, twin, p, lanes: pathsMoved ? laneTables(twin, p) : world.lanes};
  const demand = grows ? createHorizon(twin, p) : horizon;
  const planKept = !offersMoved && twin.target === session.twin.target;
  return {
    twin,
    world: drafted,
    horizon: demand,
    capacity: offersMoved ? createCapacity(drafted, demand, seed) : capacity,
    planKept,
    roadsKept: planKept && p === world.p,
    pathsMoved,
    offersMoved,
  };
}

/** What an epoch offers and who carries what in it, with the changes. */
export interface DraftEpoch {
  readonly network: EpochNetwork;
  readonly offer: EpochOptions;
  readonly decision: EpochDecision;
}

/**
 * Epochs of one draft, in order. Ways are kept where fuel moves and found anew among the known ones where a ZIP gets
 * another station; lanes that led through a closed station stay, which only a full plan mends.
 */
export function draftEpochs(draft: Draft): (known: SessionEpoch) => DraftEpoch {
  const {twin, world, horizon, capacity, planKept, pathsMoved, offersMoved} = draft;
  const drafted = new Map<EpochNetwork, EpochNetwork>();
  const networkOf = (network: EpochNetwork): EpochNetwork => {
    const made = drafted.get(network) ?? withWorld(network, world, pathsMoved);
    drafted.set(network, made);
    return made;
  };
  return (known) => {
    const network = networkOf(known.network);
    const {epoch} = known;
    const offer = pathsMoved || offersMoved ? epochOptions(network, horizon, capacity, epoch) : known.offer;
    if (!planKept) return {network, offer, decision: decideEpoch(twin, network, horizon, offer, epoch)};
    const entryInput = pathsMoved
      ? handoffInput(twin, network, offer.options, offer.ways, epoch.fromDay)
      : repriced(known.decision.entryInput, twin, network, epoch.fromDay);
    return {network, offer, decision: {...known.decision, entryInput}};
  };
}

function withWorld(network: EpochNetwork, world: World, pathsMoved: boolean): EpochNetwork {
  if (!pathsMoved) return {...network, world};
  const metric = epochMetric(world, network.open);
  const known = {pairOf: new Map<number, number>(), ways: []};
  return {...network, world, metric, table: recostTable(network.table, metric), known};
}
