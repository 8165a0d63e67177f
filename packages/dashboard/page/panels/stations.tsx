import type {Stations} from '@cutover/dashboard';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import {countText, packagesText, percentText} from '../format.ts';
import {api} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';
import {SortedTable} from './sorted-table.tsx';

interface StationsPanelProps {
  readonly run: string; // '' without
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Load and capacity of each station of a run; the weeks of the chosen one. */
export function StationsPanel({run, chosen, onChoose}: StationsPanelProps) {
  const answer = useAnswer(run === '' ? null : `stations ${run}`, () => api.runStations(run));
  const [text, setText] = useState('');
  const rows = useMemo(
    () => (answer.value ?? []).filter(({facilityId}) => facilityId.toLowerCase().includes(text.trim().toLowerCase())),
    [answer.value, text],
  );
  const station = answer.value?.find(({facilityId}) => facilityId === chosen);
  if (run === '') return <p class="soft">Stations have loads once a run is there. Make one with “cutover run”.</p>;
  if (answer.error !== null)
    return (
      <p class="problem" role="alert">
        {answer.error}
      </p>
    );
  if (answer.value === null)
    return (
      <p class="soft" role="status">
        Reading the stations of {run} …
      </p>
    );
  return (
    <section class="panel" aria-label="Stations">
      <h2>Stations in {run}</h2>
      {station === undefined ? <p class="soft">Choose one to see its weeks.</p> : <Weeks station={station} />}
      <label class="filter">
        <span class="soft">Filter</span>
        <input value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder="DS-…" />
      </label>
      <SortedTable
        name={`stations-${run.replace('/', '-')}`}
        rows={rows}
        keyOf={({facilityId}) => facilityId}
        chosen={chosen}
        onChoose={onChoose}
        columns={[
          {label: 'Station', read: ({facilityId}) => facilityId},
          {label: 'Mean a day', read: ({meanPackages}) => meanPackages, text: countText},
          {
            label: 'Peak',
            read: ({peakPackages, peakCapacity}) => peakPackages / peakCapacity,
            text: (share) => percentText(share),
          },
          {label: 'Overflow', read: ({overflowPackages}) => overflowPackages, text: countText},
        ]}
      />
    </section>
  );
}

function Weeks({station}: {readonly station: Stations[number]}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const style = getComputedStyle(place.current!);
    const [ink, line, accent] = ['--soft', '--line', '--accent'].map((name) => style.getPropertyValue(name).trim());
    const axis = {stroke: ink, grid: {stroke: line, width: 1}, ticks: {stroke: line, width: 1}, font: '11px system-ui'};
    const chart = new uPlot(
      {
        ...{width: 326, height: 150, legend: {show: false}, cursor: {show: false}},
        scales: {x: {time: false}, y: {range: (_, __, most) => [0, most * 1.05]}},
        axes: [
          {...axis, label: 'week of the run', labelSize: 16, size: 26, labelFont: '11px system-ui'},
          {...axis, size: 52, values: (_, values) => values.map((value) => packagesText(value))},
        ],
        series: [
          {},
          {label: 'delivered', stroke: accent, width: 2, fill: `${accent}33`},
          {label: 'capacity', stroke: ink, width: 1, dash: [4, 3]},
        ],
      },
      [station.weekPackages.map((_, week) => week + 1), [...station.weekPackages], [...station.weekCapacity]],
      place.current!,
    );
    return () => chart.destroy();
  }, [station]);
  const most = Math.max(...station.weekPackages.map((packages, week) => packages / station.weekCapacity[week]));
  return (
    <figure>
      <figcaption>
        {station.facilityId}: packages delivered a week (area) and capacity (dashed); fullest week {percentText(most)}.
      </figcaption>
      <div ref={place} aria-hidden="true" />
    </figure>
  );
}
