import type {TwinAnswer} from '@cutover/dashboard';
import {marksOf} from './marks.tsx';
import {AboutPanel} from './panels/about.tsx';
import {BidsPanel} from './panels/bids.tsx';
import {ComparePanel} from './panels/compare.tsx';
import {StationsPanel} from './panels/stations.tsx';
import {WavesPanel} from './panels/waves.tsx';
import {WhatIfPanel} from './panels/what-if.tsx';
import type {PageState, Tab} from './state/hash.ts';
import {useChanged} from './state/use-changed.ts';
import type {Moves} from './state/use-moves.ts';
import type {ServerView} from './state/use-server.ts';
import type {SetState} from './state/use-state.ts';
import {Tabs} from './tabs.tsx';

interface SidePanelProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly moves: Moves;
  readonly twin: TwinAnswer;
  readonly runs: readonly string[];
  readonly books: readonly string[]; // bid books
  readonly server: ServerView;
  readonly onSaved: () => void; // a scenario
}

const TABS: readonly {readonly key: Tab; readonly label: string}[] = [
  {key: 'what-if', label: 'What if'},
  {key: 'waves', label: 'Waves'},
  {key: 'compare', label: 'Compare'},
  {key: 'stations', label: 'Stations'},
  {key: 'bids', label: 'Bids'},
  {key: 'about', label: 'About'},
];

export function SidePanel(props: SidePanelProps) {
  const {state, setState} = props;
  return (
    <aside>
      <Tabs tabs={TABS} chosen={state.tab} panel="tab-panel" onChoose={(tab) => setState({tab})} />
      <div id="tab-panel" class="tab-panel" role="tabpanel" aria-labelledby={`tab-${state.tab}`} tabIndex={0}>
        <Body {...props} />
      </div>
    </aside>
  );
}

function Body({state, setState, moves, twin, runs, books, server, onSaved}: SidePanelProps) {
  switch (state.tab) {
    case 'compare':
      return <ComparePanel {...{state, setState, runs, server}} scenarios={twin.scenarios.map(({name}) => name)} />;
    case 'waves':
      return <WavesPanel state={state} setState={setState} marks={marksOf(twin)} />;
    case 'bids':
      return <BidsPanel {...{state, setState, books}} synthetic={twin.synthetic} />;
    case 'stations':
      return (
        <StationsPanel run={state.run} chosen={state.facility} onChoose={(facility) => setState({facility, zip: ''})} />
      );
    case 'about':
      return <AboutPanel twin={twin} run={state.run} />;
    case 'what-if':
      return <WhatIf {...{state, moves, twin, server, onSaved}} />;
  }
}

function WhatIf({
  state,
  moves,
  twin,
  server,
  onSaved,
}: Pick<SidePanelProps, 'state' | 'moves' | 'twin' | 'server' | 'onSaved'>) {
  const changed = useChanged(server);
  const scenario = twin.scenarios.find(({name}) => name === state.scenario);
  if (scenario === undefined) return <p class="problem">The twin has no scenario “{state.scenario}”.</p>;
  return (
    <WhatIfPanel
      twin={state.twin}
      scenario={scenario}
      synthetic={twin.synthetic}
      whatIf={state.whatIf}
      server={server}
      changed={changed}
      moves={moves}
      onSaved={onSaved}
    />
  );
}
