import {createContext} from 'preact';
import {useEffect, useMemo, useState} from 'preact/hooks';
import type {PageState} from './hash.ts';

export type ThemeName = 'light' | 'dark';

/** The theme in which the page is drawn: what paints on a canvas paints again when it changes. */
export const ThemeContext = createContext<ThemeName>('light');

/** The theme of the page: the one chosen, or for `auto` the one of the system, as it changes. */
export function useTheme(chosen: PageState['theme']): ThemeName {
  const query = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [prefersDark, setPrefersDark] = useState(query.matches);
  useEffect(() => {
    const follow = (): void => setPrefersDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const name = chosen === 'auto' ? (prefersDark ? 'dark' : 'light') : chosen;
  document.documentElement.dataset.theme = name; // before anything reads a colour of the style sheet
  return name;
}
