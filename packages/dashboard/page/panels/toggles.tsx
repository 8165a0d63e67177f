import type {PageState} from '../state/hash.ts';
import type {SetState} from '../state/use-state.ts';

const MARKS = [
  {key: 'stations', label: '● Stations'},
  {key: 'handoffs', label: '■ Hand-offs'},
  {key: 'fcs', label: '▲ FCs'},
] as const;

/** Which buildings are drawn. */
export function Toggles({state, setState}: {readonly state: PageState; readonly setState: SetState}) {
  return (
    <div class="toggles" role="group" aria-label="Buildings on the map">
      {MARKS.map(({key, label}) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={state[key]}
            onChange={(event) => setState({[key]: event.currentTarget.checked})}
          />
          {label}
        </label>
      ))}
      <button type="button" onClick={() => setState({view: {k: 0, x: 0, y: 0}})} disabled={state.view.k === 0}>
        Whole map
      </button>
    </div>
  );
}
