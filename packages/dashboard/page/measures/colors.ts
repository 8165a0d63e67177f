import {pixelOf, type Scale} from './scales.ts';

export interface Theme {
  readonly paper: string;
  readonly none: string; // of a ZIP without a value
  readonly overlay: {border: string; ink: string; spot: string; full: string; handoff: string; paper: string};
}

export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    ...{paper: '#f7f8f9', none: '#d5d8dc'},
    overlay: {
      border: '#5d6873',
      ink: '#11161b',
      spot: '#20272e',
      full: '#b3261e',
      handoff: '#6b5b12',
      paper: '#ffffff',
    },
  },
  dark: {
    ...{paper: '#12161a', none: '#39414a'},
    overlay: {
      border: '#98a3ae',
      ink: '#ffffff',
      spot: '#e6ebf0',
      full: '#ff8a80',
      handoff: '#e3cf7a',
      paper: '#12161a',
    },
  },
};

/** @returns `[zip + 1]`, ABGR; 0 is the paper */
export function colorsOf(classes: Int8Array, {colors}: Scale, {paper, none}: Theme): Uint32Array {
  const byClass = colors.map(pixelOf);
  const noneColor = pixelOf(none);
  const colorOf = new Uint32Array(classes.length + 1);
  colorOf[0] = pixelOf(paper);
  for (let zip = 0; zip < classes.length; zip++)
    colorOf[zip + 1] = classes[zip] < 0 ? noneColor : byClass[classes[zip]];
  return colorOf;
}

/** ZIPs in each class, and last those without a value. */
export function countClasses(classes: Int8Array, classCount: number): number[] {
  const counts = Array.from({length: classCount + 1}, () => 0);
  for (const each of classes) counts[each < 0 ? classCount : each]++;
  return counts;
}
