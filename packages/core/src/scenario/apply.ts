import {type Issue, TwinError} from '../model/issue.ts';
import type {Change, Scenario} from '../model/scenario.ts';
import type {Twin} from '../model/twin.ts';
import {draftTwin, finishTwin, type Report, type TwinDraft} from './draft.ts';
import {addLane, closeFacility, closeLane, openFacility, setCapacity, setLane, setService} from './network-changes.ts';
import {setContract, setParameter, setShare, setTariff} from './price-changes.ts';

/**
 * Applies a scenario to a copy of a twin. Changes are taken in order and each is checked against what those before it
 * left, so a lane may use a building opened above it; of two changes of one thing the later holds.
 *
 * A table that no change touches is the base's own array. The base is never written.
 *
 * @throws TwinError with every problem of every change; one that would change nothing is a problem too
 */
export function applyScenario(base: Twin, scenario: Scenario): Twin {
  const draft = draftTwin(base);
  const issues: Issue[] = [];
  scenario.changes.forEach((change, i) => {
    applyChange(draft, change, ({field, ...problem}) => {
      const column = field === '' ? `changes.${i}` : `changes.${i}.${field}`;
      issues.push({file: `scenarios/${scenario.name}.yaml`, column, ...problem});
    });
  });
  if (issues.length > 0) throw new TwinError(issues);
  return finishTwin(draft);
}

/** A change with a problem is made all the same where it can be, so that one mistake is not reported as many. */
function applyChange(draft: TwinDraft, change: Change, report: Report): void {
  switch (change.change) {
    case 'setContract':
      return setContract(draft, change, report);
    case 'setShare':
      return setShare(draft, change, report);
    case 'setParameter':
      return setParameter(draft, change, report);
    case 'setTariff':
      return setTariff(draft, change, report);
    case 'openFacility':
      return openFacility(draft, change, report);
    case 'closeFacility':
      return closeFacility(draft, change, report);
    case 'setCapacity':
      return setCapacity(draft, change, report);
    case 'addLane':
      return addLane(draft, change, report);
    case 'closeLane':
      return closeLane(draft, change, report);
    case 'setLane':
      return setLane(draft, change, report);
    case 'setService':
      return setService(draft, change, report);
  }
}
