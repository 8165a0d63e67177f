import type {Opening} from '@cutover/dashboard';
import {useEffect, useRef, useState} from 'preact/hooks';
import {api} from './api.ts';
import type {PageState} from './hash.ts';

/** A station that the what-if opens. */
export interface Opened extends Opening {
  readonly zip: string;
}

const NONE: readonly Opened[] = [];

/** The stations that a what-if opens, in its order, as soon as the server has said what they are like. */
export function useOpened({twin, scenario, whatIf: {openedZips}}: PageState): readonly Opened[] {
  const known = useRef(new Map<string, Opened>());
  const [, setCount] = useState(0);
  const key = (zip: string): string => `${twin} ${scenario} ${zip}`;
  useEffect(() => {
    for (const zip of openedZips) {
      if (twin === '' || scenario === '' || known.current.has(key(zip))) continue;
      api
        .opening(twin, scenario, zip)
        .then((opening) => {
          known.current.set(key(zip), {...opening, zip});
          setCount(known.current.size);
        })
        .catch(() => undefined); // the preview says what is wrong
    }
  }, [twin, scenario, openedZips]);
  const found = openedZips.flatMap((zip) => known.current.get(key(zip)) ?? []);
  const last = useRef(NONE);
  const isSame = found.length === last.current.length && found.every((each, i) => each === last.current[i]);
  if (!isSame) last.current = found;
  return last.current;
}
