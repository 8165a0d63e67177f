import type {TwinAnswer, TwinList} from '@cutover/dashboard';
import {Choice} from './choice.tsx';
import {measures} from './measures/measures.ts';
import {splitRun} from './state/api.ts';
import {type Layer, NO_CHANGE, type PageState} from './state/hash.ts';
import type {SetState} from './state/use-state.ts';

interface HeaderProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly catalog: TwinList | null;
  readonly twin: TwinAnswer | null;
  readonly runs: readonly string[];
  readonly plans: readonly string[];
}

/** What is shown, of what. */
export function Header({state, setState, catalog, twin, runs, plans}: HeaderProps) {
  const run = catalog?.runs.find(({id}) => id === splitRun(state.run).run);
  const shown = measures.filter(
    ({about, ofDraws}) => about[state.layer] !== undefined && (ofDraws !== true || run?.hasDraws === true),
  );
  return (
    <header>
      <h1>Cutover</h1>
      <Choice
        label="Twin"
        value={state.twin}
        options={(catalog?.twins ?? []).map(({id}) => id)}
        onChoose={(id) => setState({twin: id, scenario: '', run: '', plan: '', whatIf: NO_CHANGE})}
      />
      <Choice
        label="Show"
        value={state.layer}
        options={[
          'run',
          'preview',
          ...(plans.length > 0 ? ['plan'] : []),
          ...(state.before !== '' && state.after !== '' ? ['difference'] : []),
        ]}
        names={{
          run: 'run, as simulated',
          preview: 'plan and what-ifs',
          plan: 'waves of a plan',
          difference: 'two compared',
        }}
        onChoose={(layer) =>
          setState({
            layer: layer as Layer,
            measure: layer === 'difference' ? 'differenceDays' : layer === 'plan' ? 'waveWeek' : 'who',
            ...(layer === 'plan' ? {tab: 'waves'} : {}),
          })
        }
      />
      {state.layer === 'run' ? (
        <Choice label="Run" value={state.run} options={runs} onChoose={(run) => setState({run})} />
      ) : state.layer === 'plan' ? (
        <Choice label="Plan" value={state.plan} options={plans} onChoose={(plan) => setState({plan, week: 0})} />
      ) : (
        state.layer === 'preview' && (
          <Choice
            label="Scenario"
            value={state.scenario}
            options={(twin?.scenarios ?? []).map(({name}) => name)}
            onChoose={(scenario) => setState({scenario, whatIf: NO_CHANGE})}
          />
        )
      )}
      <Choice
        label="Measure"
        value={shown.some(({key}) => key === state.measure) ? state.measure : (shown[0]?.key ?? '')}
        options={shown.map(({key}) => key)}
        names={Object.fromEntries(shown.map(({key, label}) => [key, label]))}
        onChoose={(measure) => setState({measure})}
      />
      <span class="marks">
        {twin?.synthetic === true && (
          <span class="mark" title="Stations and lanes are invented">
            synthetic
          </span>
        )}
        {twin?.calibrated === false && (
          <span class="mark" title="Nothing was fitted to actuals">
            uncalibrated
          </span>
        )}
      </span>
      <Choice
        label="Theme"
        value={state.theme}
        options={['auto', 'light', 'dark']}
        onChoose={(theme) => setState({theme: theme as PageState['theme']})}
      />
    </header>
  );
}
