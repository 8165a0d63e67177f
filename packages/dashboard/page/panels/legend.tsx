import type {Quantity} from '@cutover/dashboard';
import type {ComponentChildren} from 'preact';
import {countText} from '../format.ts';
import {type Measure, WHO} from '../measures/measures.ts';
import type {Scale} from '../measures/scales.ts';
import {Num} from '../provenance/number.tsx';

interface LegendProps {
  readonly measure: Measure;
  readonly about: string;
  readonly scale: Scale;
  readonly counts: readonly number[]; // ZIPs by class, last those without
  readonly none: string; // colour
  readonly notDrawn: {readonly offMap: number; readonly tooSmall: number};
  readonly of: (measure: string) => Quantity | undefined;
  readonly children?: ComponentChildren; // what else the map shows
}

/** Colours, what they stand for, and how many ZIPs have each. */
export function Legend({measure, about, scale, counts, none, notDrawn, of, children}: LegendProps) {
  const classes = scale.colors.map((color, k) => ({color, label: classLabel(measure, scale, k), count: counts[k]}));
  const rows = [...classes, {color: none, label: 'no value', count: counts[scale.colors.length]}];
  return (
    <section class="legend" aria-label={`Legend: ${measure.label}`}>
      <h2>
        {measure.label} <span class="soft">{measure.unit}; below, ZIPs</span>
      </h2>
      <ul>
        {rows.map(({color, label, count}) => (
          <li key={label}>
            <i style={{background: color}} />
            <span>{label}</span>
            <span class="soft number">
              <Num of={of(`zips.${measure.key}`)} label={`ZIPs, ${label}`} text={countText(count)} />
            </span>
          </li>
        ))}
      </ul>
      {children}
      <p class="soft">
        {about} Cells are nearest-point areas of ZIPs, <strong>not postal boundaries</strong>.
        {notDrawn.offMap > 0 && (
          <>
            {' '}
            <Num of={of('zips.offMap')} label="ZIPs off the map" text={countText(notDrawn.offMap)} /> ZIPs lie off the
            map.
          </>
        )}
        {notDrawn.tooSmall > 0 && (
          <>
            {' '}
            <Num of={of('zips.notDrawn')} label="ZIPs not drawn" text={countText(notDrawn.tooSmall)} /> are smaller than
            a pixel or off screen.
          </>
        )}
      </p>
    </section>
  );
}

function classLabel({kind, format}: Measure, {cuts}: Scale, place: number): string {
  if (kind === 'who') return WHO[place].label;
  if (cuts.length === 0) return 'all';
  if (place === 0) return `< ${format(cuts[0])}`;
  if (place === cuts.length) return `≥ ${format(cuts[cuts.length - 1])}`;
  return `${format(cuts[place - 1])} –`;
}
