import {useState} from 'preact/hooks';
import {api} from '../state/api.ts';
import type {ServerView} from '../state/use-server.ts';

const RUN_PACKAGES = 10_000_000; // of the sample: money and stations are at full volume anyway

type Command = 'run' | 'plan';

/** Asks for runs and plans of scenarios; what became of the last one. */
export function useRuns(twin: string, server: ServerView) {
  const [problem, setProblem] = useState('');
  const run = (command: Command, scenario: string): void => {
    setProblem('');
    api
      .run(server.client, {command, twin, scenario, packages: RUN_PACKAGES})
      .catch((error: Error) => setProblem(error.message));
  };
  return {run, problem, last: server.runs[0]};
}

interface RunStatusProps {
  readonly last: ServerView['runs'][number] | undefined;
  readonly problem: string; // '' without
  readonly where: string; // a finished run is found
}

export function RunStatus({last, problem, where}: RunStatusProps) {
  return (
    <>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {last !== undefined && (
        <p class={last.state === 'failed' ? 'problem' : 'soft'} role="status">
          The {last.command} of {last.scenario}{' '}
          {last.state === 'done'
            ? `is finished; choose it ${where}.`
            : last.state === 'failed'
              ? `stopped: ${last.message}`
              : `goes on … ${last.message}`}
        </p>
      )}
    </>
  );
}
