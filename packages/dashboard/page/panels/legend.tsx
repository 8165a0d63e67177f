import {countText} from '../format.ts';
import {type Measure, WHO} from '../measures/measures.ts';
import type {Scale} from '../measures/scales.ts';

interface LegendProps {
  readonly measure: Measure;
  readonly about: string;
  readonly scale: Scale;
  readonly counts: readonly number[]; // ZIPs by class, last those without
  readonly none: string; // colour
  readonly notDrawn: {readonly offMap: number; readonly tooSmall: number};
}

export function Legend({measure, about, scale, counts, none, notDrawn}: LegendProps) {
  const rows = scale.colors.map((color, k) => ({color, label: classLabel(measure, scale, k), count: counts[k]}));
  return (
    <section class="legend" aria-label={`Legend: ${measure.label}`}>
      <h2>
        {measure.label} <span class="soft">{measure.unit}</span>
      </h2>
      <ul>
        {rows.map(({color, label, count}) => (
          <li key={label}>
            <i style={{background: color}} />
            <span>{label}</span>
            <span class="number soft">{countText(count)}</span>
          </li>
        ))}
        <li>
          <i style={{background: none}} />
          <span>no value</span>
          <span class="number soft">{countText(counts[scale.colors.length])}</span>
        </li>
      </ul>
      <p class="soft">{about}</p>
      <p class="soft">
        Cells are nearest-point areas of ZIPs, <strong>not postal boundaries</strong>.
        {notDrawn.offMap > 0 && ` ${countText(notDrawn.offMap)} ZIPs lie off the map.`}
        {notDrawn.tooSmall > 0 && ` ${countText(notDrawn.tooSmall)} are smaller than a pixel, or off screen.`}
      </p>
    </section>
  );
}

function classLabel({kind, format}: Measure, {cuts}: Scale, place: number): string {
  if (kind === 'who') return WHO[place].label;
  if (cuts.length === 0) return 'all';
  if (place === 0) return `below ${format(cuts[0])}`;
  if (place === cuts.length) return `${format(cuts[cuts.length - 1])} and above`;
  return `${format(cuts[place - 1])} to ${format(cuts[place])}`;
}
