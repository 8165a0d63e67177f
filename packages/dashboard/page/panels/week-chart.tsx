import type {Quantity} from '@cutover/dashboard';
import {useContext, useEffect, useRef} from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import {packagesText, percentText} from '../format.ts';
import {Num} from '../provenance/number.tsx';
import {ThemeContext} from '../state/use-theme.ts';

interface WeekChartProps {
  readonly name: string;
  readonly packages: readonly number[]; // by week of the run
  readonly capacity: readonly number[];
  readonly of: Quantity; // the fullest week
}

/** Packages and capacity, week by week; a ramp shows as capacity that grows. */
export function WeekChart({name, packages, capacity, of}: WeekChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useContext(ThemeContext);
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
      [packages.map((_, week) => week + 1), [...packages], [...capacity]],
      place.current!,
    );
    return () => chart.destroy();
  }, [packages, capacity, theme]);
  const most = Math.max(...packages.map((count, week) => count / capacity[week]));
  return (
    <figure>
      <figcaption>
        {name}: packages delivered a week (area) and capacity (dashed); fullest week{' '}
        <Num of={of} label={`${name}, fullest week`} text={percentText(most)} end="." />
      </figcaption>
      <div ref={place} aria-hidden="true" />
    </figure>
  );
}
