import {applyScenario, type Issue, type Twin, TwinError} from '@cutover/core';
import * as calibration from './calibration-rules.ts';
import * as correlation from './correlation-rules.ts';
import * as demand from './demand-rules.ts';
import {type Rule, withKnownPlaces} from './known.ts';
import * as network from './network-rules.ts';
import * as price from './price-rules.ts';
import type {ReadTwin} from './read-directory.ts';
import * as tariff from './tariff-rules.ts';
import * as whole from './twin-rules.ts';

const rules: readonly Rule[] = [
  whole.horizonHasDays,
  whole.unservedZipsAreKnown,
  network.buildingsAreInTheUs,
  network.buildingsCloseAfterOpening,
  network.lanesJoinKnownBuildings,
  network.lanesLeaveTheirOrigin,
  network.mailLanesStayInTheMail,
  network.roadsAreNoShortcuts,
  network.trucksStayOnLand,
  network.serviceNamesKnownPlaces,
  network.entryNamesKnownPlaces,
  whole.everyZipHasAnOption,
  demand.demandIsOfKnownZips,
  demand.everyZipHasDemand,
  demand.todayAddsUpToDemand,
  demand.seasonCoversTheHorizon,
  demand.mixOfEachGroupIsWhole,
  network.originsAreFulfillmentCenters,
  demand.everyZip3HasAnOrigin,
  price.parametersAreInOrder,
  correlation.correlationsNameWhatVaries,
  correlation.correlationsStandOnce,
  correlation.correlationsHoldTogether,
  price.ratesEndAfterTheyBegin,
  price.ratesStandInOneFile,
  tariff.rateKeysAreKnown,
  tariff.stepsRiseWithoutGaps,
  tariff.cardsFollowEachOther,
  tariff.cardsAreWhole,
  tariff.modifiersAreWhole,
  price.contractIsInOrder,
  calibration.calibrationNamesWhatTheTwinHas,
  calibration.fittedRangesAreInOrder,
  whole.baseScenarioExists,
  whole.scenariosBearTheirFilesName,
];

export function checkConsistency(twin: ReadTwin): Issue[] {
  const checked = withKnownPlaces(twin);
  return rules.flatMap((rule) => [...rule(checked)]);
}

/**
 * What is wrong with the scenarios: each is applied to the twin, as a run would. `twin` may lack what could not be
 * read; then only complaints are kept that are not about that.
 */
export function checkScenarios(read: ReadTwin, twin: Twin, sound: boolean): Issue[] {
  const unread = Object.values(read.tables).map((table) => table.unread);
  const isAboutUnread = ({found}: Issue) => {
    const id = /"([^"]*)"/.exec(found)?.[1];
    return id !== undefined && unread.some((texts) => texts.has(id));
  };
  return read.scenarios.flatMap(({scenario}) => {
    if (scenario === null) return [];
    try {
      applyScenario(twin, scenario);
      return [];
    } catch (error) {
      if (error instanceof TwinError) return error.issues.filter((issue) => !isAboutUnread(issue));
      if (sound) throw error;
      return []; // stumbled over a cell that is not there and is reported already
    }
  });
}
