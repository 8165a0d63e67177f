import {useEffect, useState} from 'preact/hooks';

/** What was asked for: nothing yet, the answer, or why there is none. */
export interface Answer<Value> {
  readonly key: string | null; // that it answers
  readonly value: Value | null;
  readonly error: string | null;
}

/** Asks again when a key changes; a null key asks nothing. The last answer stays until the next one is there. */
export function useAnswer<Value>(key: string | null, ask: () => Promise<Value>): Answer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({key: null, value: null, error: null});
  useEffect(() => {
    if (key === null) return setAnswer({key, value: null, error: null});
    let isWanted = true;
    ask()
      .then((value) => isWanted && setAnswer({key, value, error: null}))
      .catch((error: Error) => isWanted && setAnswer({key, value: null, error: error.message}));
    return () => {
      isWanted = false;
    };
  }, [key]);
  return answer;
}
