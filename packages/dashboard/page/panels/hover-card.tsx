import {percentText, priceText, daysText} from '../format.ts';
import type {ZipLayer} from '../measures/measures.ts';

interface HoverCardProps {
  readonly zip: string;
  readonly row: number;
  readonly layer: ZipLayer;
  readonly station: string;
  readonly handoff: string;
  readonly at: {readonly x: number; readonly y: number};
  readonly room: {readonly width: number; readonly height: number};
}

const WIDTH = 232;

/** What is under the pointer. */
export function HoverCard({zip, row, layer, station, handoff, at, room}: HoverCardProps) {
  const left = at.x + WIDTH + 24 > room.width ? at.x - WIDTH - 14 : at.x + 14;
  const isLow = at.y > room.height / 2; // then above the pointer
  const vertical = isLow ? {bottom: room.height - at.y + 14} : {top: at.y + 14};
  return (
    <div class="hover-card" style={{left, ...vertical, width: WIDTH}} role="status">
      <h3>{zip}</h3>
      <ZipFacts row={row} layer={layer} station={station} handoff={handoff} />
    </div>
  );
}

export function ZipFacts({
  row,
  layer,
  station,
  handoff,
}: Pick<HoverCardProps, 'row' | 'layer' | 'station' | 'handoff'>) {
  const at = (name: string): number => (layer[name] === undefined ? Number.NaN : layer[name][row]);
  const lines: [string, string][] = [
    ['Own vans', percentText(at('ownedShare'))],
    ['USPS', percentText(at('uspsShare'))],
    ['Other carriers', percentText(at('otherShare'))],
    ['Own cost', priceText(at('ownUsd'))],
    ['USPS cost', priceText(at('uspsUsd'))],
    ['Saving of own', priceText(at('savingUsd'))],
    ...(Number.isNaN(at('savingP10Usd'))
      ? []
      : [
          ['  P10 to P90', `${priceText(at('savingP10Usd'))} to ${priceText(at('savingP90Usd'))}`] as [string, string],
          ['Own cheaper in', `${percentText(at('ownCheaperShare'))} of draws`] as [string, string],
        ]),
    ['Break-even price', priceText(at('breakEvenUsd'))],
    ...(layer.transitDays === undefined ? [] : [['Transit', daysText(at('transitDays'))] as [string, string]]),
    ...(Number.isNaN(at('waveWeek')) ? [] : [['Wave', `week ${at('waveWeek')}`] as [string, string]]),
    ['Station', station],
    ['Hand-off', handoff],
  ];
  return (
    <dl class="facts">
      {lines.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
