import {useCallback, useEffect, useRef, useState} from 'preact/hooks';
import {pageToken} from './api.ts';
import {type PageState, readHash, writeHash} from './hash.ts';

export type SetState = (part: Partial<PageState>) => void;

const WRITE_AFTER_MS = 500; // browsers refuse more than a hundred changes of the address in half a minute

/** The state of the page, kept in its address. */
export function usePageState(): [PageState, SetState] {
  const [state, setWhole] = useState(() => readHash(location.hash));
  const latest = useRef(state);
  latest.current = state;
  const setState = useCallback<SetState>((part) => setWhole((before) => ({...before, ...part})), []);
  useEffect(() => {
    const timer = setTimeout(() => history.replaceState(null, '', writeHash(state, pageToken())), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state]);
  useEffect(() => {
    const follow = (): void => {
      if (location.hash !== writeHash(latest.current, pageToken())) setWhole(readHash(location.hash));
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [state, setState];
}
