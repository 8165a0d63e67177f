import {useState} from 'preact/hooks';
import {daysChange, daysText, percentText, priceText, usdChange} from '../format.ts';
import {Marks} from '../marks.tsx';
import type {ZipLayer} from '../measures/measures.ts';
import {Provenance} from './provenance.tsx';
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

const WIDTH = 268;

/** What is under the pointer. */
export function HoverCard({zip, row, layer, station, handoff, marks, at, room}: HoverCardProps) {
  const left = at.x + WIDTH + 24 > room.width ? at.x - WIDTH - 14 : at.x + 14;
  const isLow = at.y > room.height / 2; // then above the pointer
  const vertical = isLow ? {bottom: `${room.height - at.y + 14}px`} : {top: `${at.y + 14}px`};
  return (
    <div class="hover-card" style={{left: `${left}px`, ...vertical, width: `${WIDTH}px`}} role="status">
      <h3>{zip}</h3>
      <ZipOptions {...{row, layer, station, handoff}} />
      <ZipFacts {...{row, layer, station, handoff, marks}} isBrief />
    </div>
  );
}

type Facts = Pick<HoverCardProps, 'row' | 'layer' | 'station' | 'handoff' | 'marks'>;

/** A value of a ZIP, and the numbers of the run that are made of the same inputs. */
interface Line {
  readonly name: string;
  readonly text: string;
  readonly madeAs?: readonly string[];
  readonly ofOption?: boolean; // stands in the table of options too
}

const OWN = ['costUsd.lastMile', 'costUsd.linehaul', 'costUsd.sort'];
const USPS = ['costUsd.postage', 'costUsd.linehaul', 'costUsd.sort'];

interface ZipFactsProps extends Facts {
  readonly run?: string | undefined; // whose numbers they are: a click says where each comes from; absent: of no run
  readonly isBrief?: boolean; // without what the table of options says
}

export function ZipFacts({row, layer, station, handoff, marks, run, isBrief = false}: ZipFactsProps) {
  const [asked, setAsked] = useState<Line | null>(null);
  const lines = linesOf({row, layer, station, handoff}).filter(({ofOption}) => !isBrief || ofOption !== true);
  return (
    <>
      <dl class="facts">
        {lines.map((line) => (
          <div key={line.name}>
            <dt>{line.name}</dt>
            <dd>
              {run === undefined || line.madeAs === undefined ? (
                line.text
              ) : (
                <button
                  type="button"
                  class="link"
                  aria-label={`${line.name}, ${line.text}: where from`}
                  onClick={() => setAsked(line)}
                >
                  {line.text}
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Marks marks={marks} />
      {run !== undefined && asked?.madeAs !== undefined && (
        <ZipProvenance run={run} name={asked.name} numbers={asked.madeAs} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function linesOf({row, layer, station, handoff}: Omit<Facts, 'marks'>): Line[] {
  const at = (name: string): number => (layer[name] === undefined ? Number.NaN : layer[name][row]);
  const isDrawn = !Number.isNaN(at('savingP10Usd'));
  const saving = ['costUsd.postage', ...OWN];
  const drawn: Line[] = [
    {name: 'P10 to P90', text: `${priceText(at('savingP10Usd'))} to ${priceText(at('savingP90Usd'))}`, madeAs: saving},
    {name: 'Own cheaper in', text: `${percentText(at('ownCheaperShare'))} of draws`, madeAs: saving},
  ];
  const has = (name: string): boolean => layer[name] !== undefined;
  const change: Line[] = [
    {name: 'Days gained or lost', text: daysChange(at('differenceDays'))},
    {name: 'Cost over the horizon', text: usdChange(at('differenceUsd'))},
  ];
  const ofOption = true;
  const shares: Line[] = [
    {name: 'Own vans', text: percentText(at('ownedShare')), madeAs: ['packages.deliveredOwned'], ofOption},
    {name: 'USPS', text: percentText(at('uspsShare')), madeAs: ['packages.deliveredUsps'], ofOption},
    {name: 'Other carriers', text: percentText(at('otherShare')), madeAs: ['packages.deliveredOther'], ofOption},
  ];
  const costs: Line[] = [
    {name: 'Own cost', text: priceText(at('ownUsd')), madeAs: OWN, ofOption},
    {name: 'USPS cost', text: priceText(at('uspsUsd')), madeAs: USPS, ofOption},
    {name: 'Saving of own', text: priceText(at('savingUsd')), madeAs: saving},
    ...(isDrawn ? drawn : []),
    {name: 'Break-even price', text: priceText(at('breakEvenUsd')), madeAs: OWN},
  ];
  return [
    ...(has('differenceDays') ? change : []),
    ...(has('ownedShare') ? shares : []),
    ...(has('ownUsd') ? costs : []),
    ...(has('transitDays')
      ? [{name: 'Transit', text: daysText(at('transitDays')), madeAs: ['service.onTimeShare']}]
      : []),
    ...(Number.isNaN(at('waveWeek')) ? [] : [{name: 'Wave', text: `week ${at('waveWeek')}`}]),
    ...(has('station') ? [{name: 'Station', text: station, ofOption}] : []),
    ...(has('handoff') ? [{name: 'Hand-off', text: handoff, ofOption}] : []),
  ];
}

interface ZipProvenanceProps {
  readonly run: string;
  readonly name: string;
  readonly numbers: readonly string[];
  readonly onClose: () => void;
}

/** A ZIP's number is made as the run's is: of the same inputs, at the ZIP's own counts. */
function ZipProvenance({run, name, numbers, onClose}: ZipProvenanceProps) {
  const [chosen, setChosen] = useState(numbers[0]);
  const number = numbers.includes(chosen) ? chosen : numbers[0];
  return (
    <div class="zip-provenance">
      <p class="soft">{name} of the ZIP is made as these of the run are, at the ZIP’s own counts and distances:</p>
      {numbers.map((each) => (
        <button type="button" class="chip" key={each} aria-pressed={each === number} onClick={() => setChosen(each)}>
          {each}
        </button>
      ))}
      <Provenance run={run} number={number} onClose={onClose} />
    </div>
  );
}
