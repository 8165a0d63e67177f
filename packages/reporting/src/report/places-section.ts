import type {Outcome} from '@cutover/core';
import {fixedText, headlineUsd, packagesText, percentText, priceUsd, wholeText} from '../format.ts';
import {fallbackPackages, measure, type MeasureRow} from '../measures/measure.ts';
import {type StationYear, stationYears} from '../measures/stations.ts';
import {sum} from '../money/counts.ts';
import {html, type Markup} from './html.ts';
import type {ReportInput} from './input.ts';
import {type Column, recordTable} from './table.ts';

const STATIONS_SHOWN = 25;

/** By segment, by state, by station; and the ZIPs that no own path reaches. */
export function placesSection(input: ReportInput): Markup {
  const {outcomes, priced, base} = input;
  const bySegment = measure(outcomes, priced, 'segment').sort((a, b) => segmentPlace(a) - segmentPlace(b));
  const byState = measure([outcomes[base]], [priced[base]], 'state');
  const byStation = measure([outcomes[base]], [priced[base]], 'station');
  const baseName = outcomes[base].name;
  return html`<section><h2>By segment</h2>
${recordTable(bySegment, [segmentColumn, scenarioColumn, ...placeColumns], {group: ({group}) => group, isDense: true})}
<p class="soft">Cost per package without what belongs to no ZIP: unfilled trailers, rounding of routes, fixed
cost. On the road is own last mile alone. Own is linehaul, sort and road; USPS is linehaul, sort and postage.</p>
<h3>Cost per package, part by part</h3>
${recordTable(bySegment, [segmentColumn, scenarioColumn, ...partColumns], {group: ({group}) => group, isDense: true})}
<h2>By state</h2>
<details><summary>${byState.length} states and territories in ${baseName}</summary>
${recordTable(byState, [stateColumn, ...placeColumns], {isDense: true})}
<h3>Cost per package, part by part</h3>
${recordTable(byState, [stateColumn, ...partColumns], {isDense: true})}</details>
${stationTable(input)}
<details class="sheet"><summary>All ${byStation.length} stations in ${baseName}: the ZIPs each serves</summary>
${recordTable(byStation, [stationColumn, ...placeColumns, ...partColumns], {isDense: true})}</details>
${uncoveredList(outcomes[base])}</section>`;

  function segmentPlace({group}: MeasureRow): number {
    return ['urban', 'suburban', 'rural', 'remote'].indexOf(group);
  }
}

const segmentColumn: Column<MeasureRow> = {head: 'Segment', cell: ({group}) => group};
const stateColumn: Column<MeasureRow> = {head: 'State', cell: ({group}) => group};
const stationColumn: Column<MeasureRow> = {head: 'Station', cell: ({group}) => group};
const scenarioColumn: Column<MeasureRow> = {head: 'Scenario', cell: ({scenario}) => scenario, isText: true};

const placeColumns: readonly Column<MeasureRow>[] = [
  {head: 'Packages', cell: ({demanded}) => packagesText(demanded)},
  {head: 'Own', cell: ({packages, demanded}) => percentText(packages.owned / demanded)},
  {head: 'USPS', cell: ({packages, demanded}) => percentText(packages.usps / demanded)},
  {head: 'Other', cell: ({packages, demanded}) => percentText(packages.other / demanded)},
  {head: 'On the road', cell: ({ownUsd}) => priceUsd(ownUsd.lastMile)},
  {head: 'Own, all', cell: ({ownUsd}) => priceUsd(ownUsd.total)},
  {head: 'USPS, all', cell: ({uspsUsd}) => priceUsd(uspsUsd.total)},
  {head: 'Break-even', cell: ({breakEvenUspsUsd}) => priceUsd(breakEvenUspsUsd)},
  {head: 'Days own', cell: ({transitDays}) => fixedText(transitDays.owned, 1)},
  {head: 'Days USPS', cell: ({transitDays}) => fixedText(transitDays.usps, 1)},
  {head: 'On time own', cell: ({onTimeShare}) => percentText(onTimeShare.owned)},
  {head: 'On time USPS', cell: ({onTimeShare}) => percentText(onTimeShare.usps)},
  {head: 'Fell back', cell: ({fallbackShare}) => percentText(fallbackShare, 2)},
  {head: 'Waiting at the end', cell: ({backlogEnd}) => wholeText(backlogEnd)},
  {head: 'Full stations', cell: ({stationsOverCapacity}) => wholeText(stationsOverCapacity)},
  {head: 'ZIPs without own way', cell: ({uncoveredZips}) => wholeText(uncoveredZips)},
];

const partColumns: readonly Column<MeasureRow>[] = [
  {head: 'Own: linehaul', cell: ({ownUsd}) => priceUsd(ownUsd.linehaul)},
  {head: 'sort', cell: ({ownUsd}) => priceUsd(ownUsd.sort)},
  {head: 'road', cell: ({ownUsd}) => priceUsd(ownUsd.lastMile)},
  {head: 'all', cell: ({ownUsd}) => priceUsd(ownUsd.total)},
  {head: 'USPS: linehaul', cell: ({uspsUsd}) => priceUsd(uspsUsd.linehaul)},
  {head: 'sort', cell: ({uspsUsd}) => priceUsd(uspsUsd.sort)},
  {head: 'postage', cell: ({uspsUsd}) => priceUsd(uspsUsd.postage)},
  {head: 'all', cell: ({uspsUsd}) => priceUsd(uspsUsd.total)},
  {head: 'Other carriers', cell: ({otherUsd}) => priceUsd(otherUsd)},
  {head: 'USPS revenue', cell: ({uspsRevenueUsd}) => headlineUsd(uspsRevenueUsd)},
];

/** The stations that fail most, in the scenario that strains them most. */
function stationTable({outcomes, priced}: ReportInput): Markup {
  const fallback = priced.map((one) => sum(fallbackPackages(one)));
  const worst = fallback.indexOf(Math.max(...fallback));
  const failed = ({diverted, overflow, backlogMax}: StationYear) => diverted + overflow + backlogMax;
  const rows = stationYears(outcomes[worst])
    .filter((station) => station.daysOver > 0)
    .sort((a, b) => failed(b) - failed(a) || b.daysOver - a.daysOver)
    .slice(0, STATIONS_SHOWN);
  if (rows.length === 0)
    return html`<h2>Stations</h2><p>No station is over its capacity on any day, in any scenario.</p>`;
  const costs = new Map(measure([outcomes[worst]], [priced[worst]], 'station').map((row) => [row.group, row]));
  const costOf = (facilityId: string, read: (row: MeasureRow) => number) => {
    const row = costs.get(facilityId);
    return row === undefined ? '' : priceUsd(read(row));
  };
  return html`<h2>Stations that fail first</h2>
<p>In ${outcomes[worst].name}, where most packages fall back. A day is over when planned and waiting packages
exceed what the station can do that day, ramp and daily shock included.</p>
${recordTable(rows, [
  {head: 'Station', cell: ({facilityId}) => facilityId},
  {head: 'Planned', cell: ({planned}) => packagesText(planned)},
  {head: 'Delivered', cell: ({delivered}) => packagesText(delivered)},
  {head: 'Turned away', cell: ({diverted}) => wholeText(diverted)},
  {head: 'Moved on to USPS', cell: ({overflow}) => wholeText(overflow)},
  {head: 'Waiting at worst', cell: ({backlogMax}) => wholeText(backlogMax)},
  {head: 'Fullest day, x capacity', cell: ({peakLoad}) => fixedText(peakLoad, 1)},
  {head: 'Days over', cell: ({daysOver}) => wholeText(daysOver)},
  {head: 'Own, all', cell: ({facilityId}) => costOf(facilityId, ({ownUsd}) => ownUsd.total)},
  {head: 'Break-even', cell: ({facilityId}) => costOf(facilityId, ({breakEvenUspsUsd}) => breakEvenUspsUsd)},
])}`;
}

function uncoveredList({name, twin, facts}: Outcome): Markup {
  const zips = facts.uncoveredZips.map((row) => twin.zips[row]);
  const people = zips.reduce((total, {population}) => total + population, 0);
  if (zips.length === 0) return html`<h2>ZIPs without an own way</h2><p>Every ZIP has one.</p>`;
  const states = [...new Set(zips.map(({state}) => state))].sort();
  return html`<h2>ZIPs without an own way</h2>
<p>In ${name}, no own path reaches ${wholeText(zips.length)} ZIPs with ${wholeText(people)} people within any
promise. They are delivered by USPS or another carrier, never dropped.</p>
<details><summary>All ${wholeText(zips.length)}, by state</summary><div class="codes">${states.map((state) => {
    const codes = zips.filter((zip) => zip.state === state).map(({zip}) => zip);
    return html`<p><b>${state}</b> (${codes.length}): ${codes.sort().join(' ')}</p>`;
  })}</div></details>`;
}
