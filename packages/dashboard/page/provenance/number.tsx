import type {Quantity} from '@cutover/dashboard';
import {type ComponentChildren, createContext} from 'preact';
import {useContext, useState} from 'preact/hooks';
import {type AskedNumber, ProvenanceCard} from './card.tsx';

const Asking = createContext<(asked: AskedNumber) => void>(() => undefined);

/** Lets every number below say where it comes from, in one card. */
export function Provenance({children}: {readonly children: ComponentChildren}) {
  const [asked, setAsked] = useState<AskedNumber | null>(null);
  const close = (): void => {
    asked?.opener.focus(); // one that is gone takes none
    setAsked(null);
  };
  return (
    <Asking.Provider value={setAsked}>
      {children}
      {asked !== null && <ProvenanceCard asked={asked} onClose={close} />}
    </Asking.Provider>
  );
}

interface NumProps {
  readonly of: Quantity | undefined; // undefined: of nothing that the server knows
  readonly label: string;
  readonly text: string;
  readonly end?: string; // what stands behind it in a sentence, and never alone on the next line
  readonly place?: CellPlace; // in a table
}

/** Where a number stands in a table whose numbers are one stop of the Tab key. */
export interface CellPlace {
  readonly at: string; // row and column
  readonly isStop: boolean;
}

/** A number as shown; a click or Enter says where it comes from. */
export function Num({of, label, text, end = '', place}: NumProps) {
  const ask = useContext(Asking);
  if (of === undefined) return <>{text + end}</>;
  const number = (
    <button
      type="button"
      class="num"
      aria-haspopup="dialog"
      aria-label={`${label}, ${text}: where from`}
      {...(place === undefined ? {} : {'data-at': place.at, tabIndex: place.isStop ? 0 : -1})}
      onClick={({currentTarget}) => ask({of, label, text, opener: currentTarget})}
    >
      {text}
    </button>
  );
  if (end === '') return number;
  return (
    <span class="ended">
      {number}
      {end}
    </span>
  );
}
