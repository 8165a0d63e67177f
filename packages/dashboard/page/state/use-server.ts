import type {PreviewFacts, ServerEvent} from '@cutover/dashboard';
import type {WhatIf} from '@cutover/core';
import {useEffect, useLayoutEffect, useMemo, useRef, useState} from 'preact/hooks';
import type {ZipLayer} from '../measures/measures.ts';
import {api} from './api.ts';
import {NO_CHANGE} from './hash.ts';

/** A what-if that was answered. */
export interface PreviewAnswer {
  readonly whatIf: WhatIf;
  readonly facts: PreviewFacts;
  readonly layer: ZipLayer;
  readonly askedAt: number; // performance.now()
}

export interface ServerView {
  readonly client: string; // '' until the server said hello
  readonly progress: {readonly what: string; readonly done: number; readonly all: number} | null;
  readonly planning: Extract<ServerEvent, {kind: 'planning'}> | null; // of a comparison
  readonly base: PreviewAnswer | null; // without a change
  readonly preview: PreviewAnswer | null; // the newest
  readonly problem: string | null;
  readonly runs: readonly Extract<ServerEvent, {kind: 'run'}>[]; // the last word of each
}

type Listener = (event: ServerEvent) => void;

/** The event stream of the page. It opens again by itself when the server went away and came back. */
function useEvents(): {client: string; listen: (listener: Listener) => () => void} {
  const [client, setClient] = useState('');
  const listeners = useMemo(() => new Set<Listener>(), []);
  useEffect(() => {
    const source = api.events();
    source.onmessage = ({data}) => {
      const event = JSON.parse(data as string) as ServerEvent;
      if (event.kind === 'hello') setClient(event.client);
      for (const listener of listeners) listener(event);
    };
    return () => source.close();
  }, []);
  const listen = (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {client, listen};
}

interface Asker {
  ask(whatIf: WhatIf): void;
  end(): void;
}

type Asked = Pick<PreviewAnswer, 'whatIf' | 'askedAt'>;

/**
 * Asks for previews of one scenario and shows the newest: the server drops an older question when a newer comes, so
 * nothing piles up. Questions go one after the other, as two on their way may overtake each other and the server would
 * drop the newer.
 */
function createAsker(
  client: string,
  at: {readonly twin: string; readonly scenario: string},
  onAnswer: (answer: PreviewAnswer) => void,
  onProblem: (message: string) => void,
): Asker {
  let isAsking = false;
  let next: Asked | null = null; // goes when the one on its way has its name
  let newest: Asked | null = null; // null: none is wanted any more
  let waiting = new AbortController(); // for the newest that has a name
  const complain = (mine: Asked, error: unknown): void => {
    if (mine === newest) onProblem((error as Error).message);
  };
  const show = async (mine: Asked, id: string): Promise<void> => {
    waiting.abort();
    waiting = new AbortController();
    try {
      const preview = await api.preview(client, id, waiting.signal);
      if (preview !== null && newest !== null) onAnswer({...mine, facts: preview.facts, layer: preview.arrays});
    } catch (error) {
      complain(mine, error);
    }
  };
  const askNext = async (): Promise<void> => {
    while (next !== null && newest !== null) {
      const mine: Asked = next;
      next = null;
      try {
        const {id} = await api.whatIf(client, at.twin, at.scenario, mine.whatIf);
        void show(mine, id);
      } catch (error) {
        complain(mine, error);
      }
    }
  };
  return {
    ask(whatIf) {
      newest = next = {whatIf, askedAt: performance.now()};
      if (isAsking) return;
      isAsking = true;
      void askNext().then(() => void (isAsking = false));
    },
    end() {
      newest = null;
      waiting.abort();
    },
  };
}

/**
 * What the server says to this page: previews of a scenario as the what-if moves, first of all one without a change,
 * and how runs go.
 *
 * @param at - twin and scenario; null: not yet
 */
export function useServer(at: {twin: string; scenario: string} | null, whatIf: WhatIf): ServerView {
  const {client, listen} = useEvents();
  const [progress, setProgress] = useState<ServerView['progress']>(null);
  const [planning, setPlanning] = useState<ServerView['planning']>(null);
  const [answers, setAnswers] = useState<Pick<ServerView, 'base' | 'preview'>>({base: null, preview: null});
  const [problem, setProblem] = useState<string | null>(null);
  const [runs, setRuns] = useState<ServerView['runs']>([]);
  const key = at === null || client === '' ? null : `${client} ${at.twin}/${at.scenario}`;
  const asker = useRef<Asker | null>(null);
  useEffect(() => {
    setAnswers({base: null, preview: null});
    setProblem(null);
    if (key === null || at === null) return;
    const take = (answer: PreviewAnswer): void => {
      setProblem(null);
      setProgress(null);
      setAnswers(({base}) => ({base: base ?? answer, preview: answer}));
    };
    const made = createAsker(client, at, take, setProblem);
    asker.current = made;
    const stop = listen((event) => {
      if (event.kind === 'progress') setProgress(event.done < event.all ? event : null);
      if (event.kind === 'planning') setPlanning(event);
      if (event.kind === 'run') setRuns((before) => [event, ...before.filter(({id}) => id !== event.id)]);
    });
    made.ask(NO_CHANGE);
    return () => {
      made.end();
      stop();
    };
  }, [key]);
  const isReady = answers.base !== null;
  useLayoutEffect(() => {
    if (isReady && answers.preview?.whatIf !== whatIf) asker.current?.ask(whatIf);
  }, [whatIf, isReady]);
  return {client, progress, planning, ...answers, problem, runs};
}
