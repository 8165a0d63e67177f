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

/**
 * Asks for previews as the what-if moves. One question is under way at a time and the newest waits: the server drops an
 * older one when a newer comes, so nothing piles up.
 *
 * @param at - twin and scenario; null: not yet
 */
export function useServer(at: {twin: string; scenario: string} | null, whatIf: WhatIf): ServerView {
  const {client, listen} = useEvents();
  const [progress, setProgress] = useState<ServerView['progress']>(null);
  const [answers, setAnswers] = useState<{base: PreviewAnswer | null; preview: PreviewAnswer | null}>({
    base: null,
    preview: null,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [runs, setRuns] = useState<ServerView['runs']>([]);
  const key = at === null || client === '' ? null : `${client} ${at.twin}/${at.scenario}`;
  const asker = useRef<(whatIf: WhatIf) => void>(() => undefined);

  useEffect(() => {
    setAnswers({base: null, preview: null});
    setProblem(null);
    if (key === null || at === null) return;
    let isOpen = true;
    const told = new Map<string, Extract<ServerEvent, {kind: 'preview' | 'failed'}>>();
    let asked: {id: string; whatIf: WhatIf; askedAt: number} | null = null;
    const settle = async (): Promise<void> => {
      const event = asked === null ? undefined : told.get(asked.id);
      if (event === undefined || asked === null) return;
      const {whatIf: of, askedAt, id} = asked;
      asked = null;
      told.clear();
      setProgress(null);
      if (event.kind === 'failed') return setProblem(event.message);
      const {arrays} = await api.previewZips(client, id);
      if (!isOpen) return;
      const answer: PreviewAnswer = {whatIf: of, facts: event.facts as PreviewFacts, layer: arrays, askedAt};
      setProblem(null);
      setAnswers(({base}) => ({base: of === NO_CHANGE || base === null ? answer : base, preview: answer}));
    };
    const ask = (wanted: WhatIf): void => {
      const askedAt = performance.now();
      api
        .whatIf(client, at.twin, at.scenario, wanted)
        .then(({id}) => {
          asked = {id, whatIf: wanted, askedAt};
          return settle();
        })
        .catch((error: Error) => isOpen && setProblem(error.message));
    };
    const stop = listen((event) => {
      if (event.kind === 'progress') setProgress(event.done < event.all ? event : null);
      if (event.kind === 'preview' || event.kind === 'failed') {
        told.set(event.id, event);
        settle().catch((error: Error) => isOpen && setProblem(error.message));
      }
      if (event.kind === 'run') setRuns((before) => [event, ...before.filter(({id}) => id !== event.id)]);
    });
    asker.current = ask;
    ask(NO_CHANGE);
    return () => {
      isOpen = false;
      stop();
    };
  }, [key]);

  const isReady = answers.base !== null;
  useLayoutEffect(() => {
    if (isReady && answers.preview?.whatIf !== whatIf) asker.current(whatIf);
  }, [whatIf, isReady]);
  return {client, progress, ...answers, problem, runs};
}
