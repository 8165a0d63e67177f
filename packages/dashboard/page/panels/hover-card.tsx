import type {Quantity} from '@cutover/dashboard';
import {daysChange, daysText, percentText, priceText, usdChange} from '../format.ts';
import {Marks} from '../marks.tsx';
import type {ZipLayer} from '../measures/measures.ts';
import {Num} from '../provenance/number.tsx';
import {ZipOptions} from './zip-options.tsx';

interface HoverCardProps {
  readonly zip: string;
  readonly row: number;
  readonly layer: ZipLayer;
  readonly station: string;
  readonly handoff: string;
  readonly marks: readonly string[];
  readonly at: {readonly x: number; readonly y: number};
  readonly room: {readonly width: number; readonly height: number};
}

const WIDTH = 290;

/** What is under the pointer. */
export function HoverCard({zip, row, layer, station, handoff, marks, at, room}: HoverCardProps) {
  const left = at.x + WIDTH + 24 > room.width ? at.x - WIDTH - 14 : at.x + 14;
  const isLow = at.y > room.height / 2; // then above the pointer
  const vertical = isLow ? {bottom: `${room.height - at.y + 14}px`} : {top: `${at.y + 14}px`};
  return (
    <div class="hover-card" style={{left: `${left}px`, ...vertical, width: `${WIDTH}px`}} role="status">
      <h3>{zip}</h3>
      <ZipCard {...{row, layer, station, handoff, marks}} />
    </div>
  );
}

type Facts = Pick<HoverCardProps, 'row' | 'layer' | 'station' | 'handoff' | 'marks'>;

/** A value of a ZIP, and the measure that it is; absent: it is no number. */
interface Line {
  readonly name: string;
  readonly text: string;
  readonly measure?: string;
}

interface ZipCardProps extends Facts {
  readonly of?: (measure: string) => Quantity | undefined; // absent: nothing can be clicked
}

/** A ZIP's options with their costs, and what else the layer says of it: under the pointer, and of the ZIP chosen. */
export function ZipCard({row, layer, station, handoff, marks, of}: ZipCardProps) {
  return (
    <>
      <ZipOptions {...{row, layer, station, handoff}} {...(of === undefined ? {} : {of})} />
      <dl class="facts">
        {linesOf(row, layer).map(({name, text, measure}) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Num of={measure === undefined ? undefined : of?.(measure)} label={name} text={text} />
            </dd>
          </div>
        ))}
      </dl>
      <Marks marks={marks} />
    </>
  );
}

function linesOf(row: number, layer: ZipLayer): Line[] {
  const at = (name: string): number => (layer[name] === undefined ? Number.NaN : layer[name][row]);
  const isDrawn = !Number.isNaN(at('savingP10Usd'));
  const drawn: Line[] = [
    {
      name: 'P10 to P90',
      text: `${priceText(at('savingP10Usd'))} to ${priceText(at('savingP90Usd'))}`,
      measure: 'savingRangeUsd',
    },
    {name: 'Own cheaper in', text: `${percentText(at('ownCheaperShare'))} of draws`, measure: 'ownCheaperShare'},
  ];
  const has = (name: string): boolean => layer[name] !== undefined;
  const change: Line[] = [
    {name: 'Days gained or lost', text: daysChange(at('differenceDays')), measure: 'transitDays'},
    {name: 'Cost over the horizon', text: usdChange(at('differenceUsd')), measure: 'usd'},
  ];
  const costs: Line[] = [
    {name: 'Saving of own', text: priceText(at('savingUsd')), measure: 'savingUsd'},
    ...(isDrawn ? drawn : []),
    {name: 'Break-even price', text: priceText(at('breakEvenUsd')), measure: 'breakEvenUsd'},
  ];
  return [
    ...(has('differenceDays') ? change : []),
    ...(has('ownUsd') ? costs : []),
    ...(has('transitDays') ? [{name: 'Transit', text: daysText(at('transitDays')), measure: 'transitDays'}] : []),
    ...(Number.isNaN(at('waveWeek')) ? [] : [{name: 'Wave', text: `week ${at('waveWeek')}`, measure: 'waveWeek'}]),
  ];
}
