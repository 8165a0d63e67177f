import type {Facilities, Quantity, RunZipAnswer} from '@cutover/dashboard';
import {countText} from '../format.ts';
import type {NamedLayer} from '../map/spots.ts';
import {Num} from '../provenance/number.tsx';
import {ofRun, ofZip} from '../provenance/quantities.ts';
import {api} from '../state/api.ts';
import type {PageState} from '../state/hash.ts';
import {useAnswer} from '../state/use-answer.ts';
import type {Moves} from '../state/use-moves.ts';
import type {Opened} from '../state/use-opened.ts';
import type {SetState} from '../state/use-state.ts';
import {ZipCard} from './hover-card.tsx';
import {OpenStation} from './open-station.tsx';

interface ChosenProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly layer: NamedLayer;
  readonly facilities: Facilities;
  readonly opened: readonly Opened[];
  readonly moves: Moves;
  readonly marks: readonly string[];
  readonly zipRow: number; // -1: no ZIP is chosen
}

/** The card of what is chosen on the map: a ZIP with its options, or a building. */
export function Chosen({state, setState, layer, facilities, opened, moves, marks, zipRow}: ChosenProps) {
  const site = opened.find(({zip, facilityId}) => zip === state.zip || facilityId === state.facility);
  if (zipRow < 0 && state.facility === '') return null;
  return (
    <section class="chosen" aria-label="Chosen">
      <button class="close" type="button" aria-label="Let go" onClick={() => setState({zip: '', facility: ''})}>
        ×
      </button>
      {zipRow >= 0 ? (
        <>
          <h2>ZIP {state.zip}</h2>
          <ZipCard
            row={zipRow}
            layer={layer.arrays}
            station={layer.stationIds[layer.arrays.station?.[zipRow] ?? -1] ?? '–'}
            handoff={layer.handoffIds[layer.arrays.handoff?.[zipRow] ?? -1] ?? '–'}
            marks={marks}
            of={(measure) => ofZip(state, state.zip, measure)}
          />
          {state.layer === 'run' && state.run !== '' && <Options run={state.run} zip={state.zip} />}
          <OpenStation {...{state, moves, site}} zip={state.zip} />
        </>
      ) : site !== undefined ? (
        <>
          <h2>{site.facilityId}</h2>
          <OpenStation {...{state, moves, site}} zip={site.zip} />
        </>
      ) : (
        <Building {...{state, moves, facilities}} />
      )}
    </section>
  );
}

const TYPES: Readonly<Record<string, string>> = {
  fc: 'Fulfillment center',
  sc: 'Sortation center',
  air_hub: 'Air hub',
  ds: 'Delivery station',
  ddu: 'USPS delivery unit',
  sdc: 'USPS sorting and delivery center',
  scf: 'USPS processing center',
};

function Building({state, moves, facilities}: Pick<ChosenProps, 'state' | 'moves' | 'facilities'>) {
  const row = facilities.ids.indexOf(state.facility);
  if (row < 0) return <p>There is no building {state.facility}.</p>;
  const isStation = facilities.types[row] === 'ds';
  const {closedStations} = state.whatIf;
  const isClosed = closedStations.includes(state.facility);
  const toggle = (): void => {
    const others = closedStations.filter((id) => id !== state.facility);
    moves.change({closedStations: isClosed ? others : [...others, state.facility].sort()});
  };
  const capacity = facilities.capacityPackagesPerDay[row];
  const {twin, scenario} = state;
  return (
    <>
      <h2>{state.facility}</h2>
      <p class="soft">
        {TYPES[facilities.types[row]]}
        {facilities.zips[row] === null ? '' : `, ZIP ${facilities.zips[row]}`}
        {capacity !== null && (
          <>
            ,{' '}
            <Num
              of={{kind: 'twin', twin, scenario, facility: state.facility, measure: 'capacityPackagesPerDay'}}
              label="Capacity"
              text={countText(capacity)}
            />{' '}
            packages a day
          </>
        )}
        {facilities.statuses[row] === 'actual' ? '' : ` (${facilities.statuses[row]})`}
      </p>
      {isStation && (
        <button type="button" onClick={toggle}>
          {isClosed ? 'Open it again' : 'Close it in a what-if'}
        </button>
      )}
    </>
  );
}

function Options({run, zip}: {readonly run: string; readonly zip: string}) {
  const key = `${run} ${zip}`;
  const answer = useAnswer(key, () => api.runZip(run, zip));
  if (answer.error !== null) return <p class="problem">{answer.error}</p>;
  if (answer.value === null || answer.key !== key) return <p class="soft">Reading its options …</p>;
  return <OptionTable options={answer.value.options} of={ofRun(run, 'optionShare', {zip})} />;
}

function OptionTable({options, of}: Pick<RunZipAnswer, 'options'> & {readonly of: Quantity}) {
  const last = Math.max(...options.map(({epoch}) => Number(epoch)));
  return (
    <table class="options">
      <caption class="soft">Options at the end of the horizon</caption>
      <thead>
        <tr>
          <th scope="col">group</th>
          <th scope="col">by</th>
          <th scope="col">from</th>
          <th scope="col" class="number">
            share
          </th>
        </tr>
      </thead>
      <tbody>
        {options
          .filter(({epoch}) => Number(epoch) === last)
          .map((option, i) => (
            <tr key={i}>
              <td>{option.class_group}</td>
              <td>{option.deliverer}</td>
              <td>{option.facility_id ?? '–'}</td>
              <td class="number">
                {option.share_1024 === 0 ? (
                  'if full'
                ) : (
                  <Num
                    of={of}
                    label={`Share, ${String(option.class_group)} by ${String(option.deliverer)}`}
                    text={`${Math.round(Number(option.share_1024) / 10.24)}%`}
                  />
                )}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
