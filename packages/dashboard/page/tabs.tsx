import {useRef} from 'preact/hooks';

interface TabsProps<Key extends string> {
  readonly tabs: readonly {readonly key: Key; readonly label: string}[];
  readonly chosen: Key;
  readonly panel: string; // id of what they show
  readonly onChoose: (key: Key) => void;
}

/** Tabs by the pattern of WAI-ARIA: arrows, Home and End move and choose, Tab leaves for the panel. */
export function Tabs<Key extends string>({tabs, chosen, panel, onChoose}: TabsProps<Key>) {
  const list = useRef<HTMLDivElement>(null);
  const at = tabs.findIndex(({key}) => key === chosen);
  const move = (event: KeyboardEvent): void => {
    const last = tabs.length - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = places[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChoose(tabs[to].key);
    list.current?.querySelectorAll('button')[to].focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Panels" ref={list} onKeyDown={move}>
      {tabs.map(({key, label}) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`tab-${key}`}
          aria-selected={key === chosen}
          aria-controls={panel}
          tabIndex={key === chosen ? 0 : -1}
          onClick={() => onChoose(key)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
