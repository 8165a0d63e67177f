import type {WhatIf} from '@cutover/core';
import {useState} from 'preact/hooks';
import {api} from '../state/api.ts';
import {NO_CHANGE} from '../state/hash.ts';
import type {ServerView} from '../state/use-server.ts';

interface SaveScenarioProps {
  readonly twin: string;
  readonly base: string;
  readonly whatIf: WhatIf;
  readonly server: ServerView;
}

const RUN_PACKAGES = 10_000_000; // of the sample: money and stations are at full volume anyway

/** Writes the what-if as a scenario of the twin and, when asked, runs it. */
export function SaveScenario({twin, base, whatIf, server}: SaveScenarioProps) {
  const [name, setName] = useState('');
  const [saved, setSaved] = useState<{name: string; file: string} | null>(null);
  const [problem, setProblem] = useState('');
  const said = (error: Error): void => setProblem(error.message);
  const save = async (): Promise<void> => {
    setProblem('');
    const {file} = await api.save(twin, {name, about: `${base} with changes made on the map`, base, whatIf});
    setSaved({name, file});
  };
  const run = (command: 'run' | 'plan', scenario: string): void =>
    void api.run(server.client, {command, twin, scenario, packages: RUN_PACKAGES}).catch(said);
  const [last] = server.runs;
  return (
    <form
      class="save"
      onSubmit={(event) => {
        event.preventDefault();
        save().catch(said);
      }}
    >
      <label for="scenario-name">Save as scenario</label>
      <div class="buttons">
        <input
          id="scenario-name"
          value={name}
          pattern="[a-z0-9][a-z0-9\-]*"
          maxLength={60}
          required
          placeholder="name-with-hyphens"
          title="small letters, digits and hyphens"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" disabled={whatIf === NO_CHANGE}>
          Save
        </button>
      </div>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {saved !== null && (
        <p role="status">
          Written to {saved.file}.{' '}
          <button type="button" onClick={() => run('run', saved.name)}>
            Run it
          </button>{' '}
          <button type="button" onClick={() => run('plan', saved.name)}>
            Plan its waves
          </button>
        </p>
      )}
      {last !== undefined && (
        <p class="soft" role="status">
          {runText(last)}
        </p>
      )}
    </form>
  );
}

function runText({state, message}: ServerView['runs'][number]): string {
  if (state === 'done') return 'The run is finished; choose it under “Show” above.';
  return state === 'failed' ? `The run stopped: ${message}` : `Running … ${message}`;
}
