import {useState} from 'preact/hooks';
import type {Found} from '../state/places.ts';

const SHOWN_MAX = 8;

/** Search with a list of suggestions: arrows choose, Enter goes there. */
export function Search({
  find,
  onGo,
}: {
  readonly find: (text: string) => Found[];
  readonly onGo: (found: Found) => void;
}) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = text.length < 2 ? [] : find(text).slice(0, SHOWN_MAX);
  const go = (each: Found | undefined): void => {
    if (each === undefined) return;
    setText('');
    onGo(each);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') go(found[at]);
    else if (event.key === 'Escape') setText('');
    else return;
    event.preventDefault();
  };
  return (
    <div class="search">
      <input
        role="combobox"
        aria-label="Find a ZIP, city, state, station or building"
        aria-expanded={found.length > 0}
        aria-controls="search-found"
        aria-activedescendant={found.length > 0 ? `found-${at}` : undefined}
        placeholder="Find a ZIP, city, state or station"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="search-found" role="listbox" aria-label="Found" hidden={found.length === 0}>
        {found.map((each, i) => (
          <li
            key={`${each.kind} ${each.label}`}
            id={`found-${i}`}
            role="option"
            aria-selected={i === at}
            onPointerDown={(event) => {
              event.preventDefault();
              go(each);
            }}
          >
            {each.label} <span class="soft">{each.kind}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
