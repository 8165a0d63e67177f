import {type Issue, issueText, meantText, newStationId, type WhatIf} from '@cutover/core';
import {HTTPException} from 'hono/http-exception';
import type {TwinNames} from '../tables/twin-facts.ts';

/** What a request names of a twin, each with the field it stands in. */
export interface Named {
  readonly scenario?: string;
  readonly zips?: readonly Field[];
  readonly facilities?: readonly Field[];
}

type Field = readonly [field: string, value: string];

const LISTED_MAX = 12;

/** @throws HTTPException 404 with all that the twin does not have, and what it has */
export function refuseUnknown({zips, facilities, opens}: TwinNames, asked: Named): void {
  const scenario = asked.scenario ?? '';
  const buildings = new Set([...facilities, ...(opens.get(scenario) ?? [])]);
  const issues = [
    ...(asked.scenario === undefined || opens.has(scenario) ? [] : [unknown('scenario', scenario, [...opens.keys()])]),
    ...(asked.zips ?? []).flatMap(([field, zip]) => (zips.has(zip) ? [] : [unknown('ZIP', zip, [...zips], field)])),
    ...(asked.facilities ?? []).flatMap(([field, id]) =>
      buildings.has(id) ? [] : [unknown('building', id, [...buildings], field)],
    ),
  ];
  if (issues.length === 0) return;
  const things = `${issues.length} thing${issues.length === 1 ? '' : 's'}`;
  const lines = issues.map((issue) => `  ${issueText(issue)}`);
  throw new HTTPException(404, {
    message: `The request names ${things} that the twin does not have:\n${lines.join('\n')}`,
  });
}

/** A station that is opened may be closed again: its id is known before it stands. */
export function namedBy({openedZips, closedStations}: WhatIf): Named {
  const opened = new Set(openedZips.map((zip) => newStationId({facilities: []}, zip)));
  return {
    zips: openedZips.map((zip, i) => [`whatIf.openedZips.${i}`, zip] as const),
    facilities: closedStations.flatMap((id, i) =>
      opened.has(id) ? [] : [[`whatIf.closedStations.${i}`, id] as const],
    ),
  };
}

const FILES = {scenario: 'scenarios/', ZIP: 'zips.csv', building: 'facilities.csv'} as const;

function unknown(what: keyof typeof FILES, given: string, known: readonly string[], field: string = what): Issue {
  const few = known.length <= LISTED_MAX;
  const choice = few ? `give one of ${known.join(', ')}` : `give one of the ${known.length} of ${FILES[what]}`;
  return {
    ...{rule: `unknown-${what.toLowerCase()}`, file: field, found: `"${given}"`},
    ...{expected: `a ${what} of ${FILES[what]}`, fix: `${meantText(given, known)}${choice}`},
  };
}
