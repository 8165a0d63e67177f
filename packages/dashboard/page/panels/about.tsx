import type {TwinAnswer} from '@cutover/dashboard';

/** What the numbers are, and where they come from. */
export function AboutPanel({twin}: {readonly twin: TwinAnswer}) {
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
      <h3>Run and preview</h3>
      <p>
        A run simulates every day and books whole trailers and routes. A preview is planned: each epoch’s mean day,
        lanes at their plan fill, part routes paid in part. It answers at once, and lies under a run by what trailers
        and vans carry half empty.
      </p>
      <h3>The map</h3>
      <p>
        A cell is what lies nearer to a ZIP’s point than to any other of its state. It is no postal boundary. Alaska,
        Hawaii and Puerto Rico are inset, each at a scale of its own.
      </p>
      <h3>Keys</h3>
      <p>On the map: arrows move, + and − zoom, 0 shows all. In the search: arrows choose, Enter goes there.</p>
      <h3>Sources</h3>
      <ul class="sources">
        {twin.attribution.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
