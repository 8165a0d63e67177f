import type {WhatIf} from '@cutover/core';
import {useState} from 'preact/hooks';
import {api} from '../state/api.ts';
import {movedKnobs} from '../state/hash.ts';
import type {ServerView} from '../state/use-server.ts';
import {RunStatus, useRuns} from './run-scenario.tsx';

interface SaveScenarioProps {
  readonly twin: string;
  readonly base: string;
  readonly whatIf: WhatIf;
  readonly server: ServerView;
  readonly onSaved: () => void;
}

/** Writes the what-if as a scenario of the twin and, when asked, runs it. */
export function SaveScenario({twin, base, whatIf, server, onSaved}: SaveScenarioProps) {
  const [name, setName] = useState('');
  const [saved, setSaved] = useState<{name: string; file: string} | null>(null);
  const [problem, setProblem] = useState('');
  const said = (error: Error): void => setProblem(error.message);
  const save = async (): Promise<void> => {
    setProblem('');
    const {file} = await api.save(twin, {name, about: `${base} with changes made on the map`, base, whatIf});
    setSaved({name, file});
    onSaved();
  };
  const runs = useRuns(twin, server);
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
        <button type="submit" disabled={movedKnobs(whatIf).length === 0}>
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
          <button type="button" onClick={() => runs.run('run', saved.name)}>
            Run it
          </button>{' '}
          <button type="button" onClick={() => runs.run('plan', saved.name)}>
            Plan its waves
          </button>
        </p>
      )}
      <RunStatus {...runs} where="under “Show” above" />
    </form>
  );
}
