import type {TwinAnswer} from '@cutover/dashboard';
import {RunSummary} from './run-summary.tsx';

/** What the numbers are, and where they come from. */
export function AboutPanel({twin, run}: {readonly twin: TwinAnswer; readonly run: string}) {
  return (
    <section class="panel" aria-label="About">
      <h2>{twin.name}</h2>
      <p>
        {twin.horizon.from} to {twin.horizon.to}.{' '}
        {twin.calibrated
          ? 'Calibrated with actuals.'
          : 'Uncalibrated: nothing was fitted to actual shipments or costs.'}
      </p>
      {twin.synthetic && (
        <p>
          The network is synthetic: FCs, sortation centers, air hubs and stations are invented. ZIPs and people are not.
        </p>
      )}
      {run !== '' && (
        <>
          <h3>The run {run}</h3>
          <RunSummary run={run} />
        </>
      )}
      <h3>Run and preview</h3>
      <p>
        A run simulates every package of its sample, day by day. A preview is planned, on expected loads: it says what a
        run of the saved scenario books, whole trips and full stations in it, and how far a run may come out from it.
      </p>
      <h3>The map</h3>
      <p>
        A cell is what lies nearer to a ZIP’s point than to any other of its state. It is no postal boundary. Alaska,
        Hawaii and Puerto Rico are inset, each at a scale of its own.
      </p>
      <h3>Keys</h3>
      <p>
        On the map: arrows move, + and − zoom, 0 shows all. In the search: arrows choose, Enter goes there. On the tabs:
        arrows, Home and End.
      </p>
      <h3>Search</h3>
      <p>
        By ZIP, city, state, station or other building. Cities are those of the ZIPs’ post offices, by GeoNames (CC BY
        4.0); in Puerto Rico, which its list leaves out, municipios by the Census. No number knows them.
      </p>
      <h3>Sources</h3>
      <ul class="sources">
        {twin.attribution.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
