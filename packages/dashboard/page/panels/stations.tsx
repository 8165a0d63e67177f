import {countText, percentText} from '../format.ts';
import {ofRun} from '../provenance/quantities.ts';
import {api} from '../state/api.ts';
import {useAnswer} from '../state/use-answer.ts';
import {SortedTable} from './sorted-table.tsx';
import {useTextFilter} from './text-filter.tsx';
import {Unanswered} from './unanswered.tsx';
import {WeekChart} from './week-chart.tsx';

interface StationsPanelProps {
  readonly run: string; // '' without
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Load and capacity of each station of a run; the weeks of the chosen one. */
export function StationsPanel({run, chosen, onChoose}: StationsPanelProps) {
  const answer = useAnswer(run === '' ? null : `stations ${run}`, () => api.runStations(run));
  const {found, field} = useTextFilter(answer.value, ({facilityId}) => facilityId, 'DS-…');
  const station = answer.value?.find(({facilityId}) => facilityId === chosen);
  if (run === '') return <p class="soft">Stations have loads once a run is there. Make one with “cutover run”.</p>;
  if (answer.value === null) return <Unanswered error={answer.error} doing={`Reading the stations of ${run}`} />;
  return (
    <section class="panel" aria-label="Stations">
      <h2>Stations in {run}</h2>
      {station === undefined ? (
        <p class="soft">Choose one to see its weeks.</p>
      ) : (
        <WeekChart
          name={station.facilityId}
          packages={station.weekPackages}
          capacity={station.weekCapacity}
          of={ofRun(run, 'weekPackages', {facility: station.facilityId})}
        />
      )}
      {field}
      <SortedTable
        name={`stations-${run.replace('/', '-')}`}
        rows={found}
        keyOf={({facilityId}) => facilityId}
        chosen={chosen}
        onChoose={onChoose}
        of={({facilityId}, measure) => ofRun(run, measure, {facility: facilityId})}
        columns={[
          {label: 'Station', read: ({facilityId}) => facilityId},
          {label: 'Mean a day', measure: 'meanPackages', read: ({meanPackages}) => meanPackages, text: countText},
          {
            label: 'Peak',
            measure: 'peakShare',
            read: ({peakPackages, peakCapacity}) => peakPackages / peakCapacity,
            text: (share) => percentText(share),
          },
          {
            label: 'Overflow',
            measure: 'overflowPackages',
            read: ({overflowPackages}) => overflowPackages,
            text: countText,
          },
        ]}
      />
    </section>
  );
}
