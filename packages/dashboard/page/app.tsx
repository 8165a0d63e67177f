import {useEffect, useMemo, useState} from 'preact/hooks';
import {Header} from './header.tsx';
import {MapPane} from './map-pane.tsx';
import {marksOf} from './marks.tsx';
import {Provenance} from './provenance/number.tsx';
import {SidePanel} from './side-panel.tsx';
import {api, splitRun} from './state/api.ts';
import {useAnswer} from './state/use-answer.ts';
import {useZipAnswers} from './state/use-layer.ts';
import {useMoves} from './state/use-moves.ts';
import {useOpened} from './state/use-opened.ts';
import {usePageState} from './state/use-state.ts';
import {useServer} from './state/use-server.ts';
import {ThemeContext, useTheme} from './state/use-theme.ts';

/** The page: header, map, panel. What it shows is what the address says and the server answers. */
export function App() {
  const [state, setState] = usePageState();
  const theme = useTheme(state.theme);
  const [saved, setSaved] = useState(0); // scenarios saved: the twin has more then
  const [finished, setFinished] = useState(0); // runs: the catalog has more then
  const fresh = saved + finished;
  const catalog = useAnswer(`catalog ${fresh}`, api.catalog);
  const twinId = state.twin || (catalog.value?.twins[0]?.id ?? '');
  const hasTwin = twinId !== '' && catalog.value !== null;
  const twin = useAnswer(hasTwin ? `twin ${twinId} ${fresh}` : null, () => api.twin(twinId));
  const geometry = useAnswer(hasTwin ? `geometry ${twinId}` : null, () => api.geometry(twinId));
  const facilities = useAnswer(hasTwin ? `facilities ${twinId}` : null, () => api.facilities(twinId));
  const runs = useMemo(() => runNames(catalog.value?.runs ?? [], twinId), [catalog.value, twinId]);
  const run = runs.includes(state.run) ? state.run : firstRun(runs, twin.value?.baseScenario ?? '');
  const plans = useMemo(
    () => (catalog.value?.plans ?? []).filter((plan) => plan.twin === twinId).map(({id}) => id),
    [catalog.value, twinId],
  );
  const plan = plans.includes(state.plan) ? state.plan : (plans[0] ?? '');
  const bids = (catalog.value?.bids ?? []).map(({id}) => id);
  const scenario = state.scenario || (twin.value?.baseScenario ?? '');
  const isMissing = {run: run === '', plan: plan === '', preview: false, difference: false}[state.layer];
  const layer = isMissing ? (run === '' ? 'preview' : 'run') : state.layer;
  const canAsk = twin.value !== null && geometry.value !== null; // what-ifs wait for the map: it comes first
  const server = useServer(canAsk ? {twin: twinId, scenario} : null, state.whatIf);
  const done = server.runs.filter(({state: of}) => of === 'done').length;
  useEffect(() => setFinished(done), [done]);
  const problem = catalog.error ?? twin.error ?? geometry.error ?? facilities.error;
  const shown = {
    ...state,
    twin: twinId,
    run,
    plan,
    bids: bids.includes(state.bids) ? state.bids : (bids[0] ?? ''),
    scenario,
    layer,
  };
  const zipAnswers = useZipAnswers(shown, twin.value !== null);
  const opened = useOpened(shown);
  const moves = useMoves(shown, setState);
  return (
    <ThemeContext.Provider value={theme}>
      <div class="page">
        <Header state={shown} setState={setState} catalog={catalog.value} twin={twin.value} runs={runs} plans={plans} />
        <main>
          <Provenance>
            {problem !== null && (
              <p class="problem floating" role="alert">
                {problem}
              </p>
            )}
            {geometry.value === null || twin.value === null ? (
              <p class="loading" role="status">
                Reading the map …
              </p>
            ) : (
              <MapPane
                state={shown}
                setState={setState}
                geometry={geometry.value}
                zipAnswers={zipAnswers}
                facilities={facilities.value}
                server={server}
                opened={opened}
                moves={moves}
                marks={marksOf(twin.value)}
              />
            )}
            {twin.value !== null && (
              <SidePanel
                state={shown}
                setState={setState}
                moves={moves}
                twin={twin.value}
                runs={runs}
                books={bids}
                server={server}
                onSaved={() => setSaved(saved + 1)}
              />
            )}
          </Provenance>
        </main>
      </div>
    </ThemeContext.Provider>
  );
}

/** The newest run, in it the scenario that what-ifs start from, if it is there; '' without a run. */
function firstRun(runs: readonly string[], base: string): string {
  const [newest = ''] = runs;
  const wanted = `${splitRun(newest).run}/${base}`;
  return runs.includes(wanted) ? wanted : newest;
}

/** `demo/keep-80`, of the runs of a twin. */
function runNames(runs: readonly {id: string; twin: string | null; scenarios: readonly string[]}[], twin: string) {
  return runs.filter((run) => run.twin === twin).flatMap(({id, scenarios}) => scenarios.map((name) => `${id}/${name}`));
}
