import type {WhatIf} from '@cutover/core';
import {useEffect, useRef, useState} from 'preact/hooks';
import type {PageState} from './hash.ts';
import type {SetState} from './use-state.ts';

/** Changes of the what-if, by a slider or on the map, and the way back through them. */
export interface Moves {
  readonly canUndo: boolean;
  /** @param isDrag - more of the same move follows, until `settle` */
  readonly change: (part: Partial<WhatIf>, isDrag?: boolean) => void;
  /** Ends a drag, so that `undo` takes it back whole. */
  readonly settle: () => void;
  readonly undo: () => void;
}

/** Moves are remembered for one scenario of one twin: of another they would mean something else. */
export function useMoves({twin, scenario, whatIf}: PageState, setState: SetState): Moves {
  const [past, setPast] = useState<readonly WhatIf[]>([]);
  const from = useRef<WhatIf | null>(null); // where a drag began
  useEffect(() => {
    from.current = null;
    setPast([]);
  }, [twin, scenario]);
  const settle = (): void => {
    const start = from.current;
    from.current = null;
    if (start !== null) setPast((before) => [...before, start]);
  };
  return {
    canUndo: past.length > 0,
    change(part, isDrag = false) {
      from.current ??= whatIf;
      setState({whatIf: {...whatIf, ...part}, layer: 'preview', tab: 'what-if'});
      if (!isDrag) settle();
    },
    settle,
    undo() {
      setState({whatIf: past[past.length - 1], layer: 'preview'});
      setPast(past.slice(0, -1));
    },
  };
}
