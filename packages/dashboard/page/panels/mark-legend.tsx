import {packagesText} from '../format.ts';
import {markRadius, type OverlayColors} from '../map/overlay.ts';
import type {MarkScales} from '../map/spots.ts';
import {Num} from '../provenance/number.tsx';
import {ofLayer} from '../provenance/quantities.ts';
import type {Layer, PageState} from '../state/hash.ts';

interface MarkLegendProps {
  readonly state: PageState;
  readonly scales: MarkScales;
  readonly hasLoads: boolean; // of stations; else marks are by capacity
  readonly k: number; // CSS pixels per unit of the plane
  readonly colors: OverlayColors;
}

const STATIONS: Readonly<Record<Layer, string>> = {
  run: 'own packages planned on a mean day',
  plan: 'own packages of the week’s mean day',
  preview: 'packages a day of capacity',
  difference: 'packages a day of capacity',
};

/** What the marks of buildings stand for: their size, and their colour. */
export function MarkLegend({state, scales, hasLoads, k, colors}: MarkLegendProps) {
  const {layer, stations, handoffs, fcs, whatIf} = state;
  if (!stations && !handoffs && !fcs) return null;
  const dot = (color: string, size: number) => <Dot color={color} radius={markRadius(size, k)} />;
  const stationsBy = hasLoads ? 'marks.load' : 'marks.capacity';
  const number = (measure: string, label: string, value: number) => (
    <Num of={ofLayer(state, measure)} label={label} text={packagesText(twoFigures(value))} />
  );
  return (
    <p class="marks-legend soft">
      {stations && (
        <span>
          Stations by {hasLoads ? STATIONS[layer] : STATIONS.preview}: {dot(colors.spot, 0.1)}{' '}
          {number(stationsBy, 'Small mark of a station', scales.stations / 10)} {dot(colors.spot, 1)}{' '}
          {number(stationsBy, 'Largest mark of a station', scales.stations)}
        </span>
      )}
      {stations && hasLoads && (
        <span>
          {dot(colors.full, 0.5)} {layer === 'plan' ? 'full: room has a price that week' : 'overloaded on its peak day'}
        </span>
      )}
      {stations && whatIf.closedStations.length > 0 && <span>⊘ closed in the what-if</span>}
      {whatIf.openedZips.length > 0 && <span>✚ opened in the what-if</span>}
      {handoffs && (
        <span>
          ■ Hand-offs by {layer === 'run' ? 'packages of the run' : 'ZIPs'}, largest{' '}
          {number('marks.handoffs', 'Largest mark of a hand-off', scales.handoffs)}
        </span>
      )}
      {fcs && <span>▲ FCs, all of one size</span>}
    </p>
  );
}

function Dot({color, radius}: {readonly color: string; readonly radius: number}) {
  const width = Math.ceil(2 * radius) + 1;
  return (
    <svg width={width} height={width} aria-hidden="true">
      <circle cx={width / 2} cy={width / 2} r={radius} fill={color} />
    </svg>
  );
}

const twoFigures = (value: number): number => Number(value.toPrecision(2));
