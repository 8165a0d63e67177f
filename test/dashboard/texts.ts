/// <reference lib="dom" />
// What a reader sees of the words on a page: where they lie on each other, and where they are cut.
import type {Page} from 'playwright-core';

/** Pixels that letters may share: boxes of text are as high as the font, not as its letters. */
const SLACK = 2;

/**
 * Texts of a page that overlap, or that the window or the box around them cuts. Text that was scrolled away, or below
 * the fold of a list that scrolls, is neither.
 */
export function spoiltTexts(page: Page): Promise<string[]> {
  return page.evaluate(findSpoilt, SLACK);
}

/** Runs in the page, so it uses nothing from outside. */
function findSpoilt(slack: number): string[] {
  interface Box {
    readonly text: string;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  const said: string[] = [];
  const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
  const isHidden = (element: Element): boolean =>
    !element.checkVisibility({opacityProperty: true, visibilityProperty: true});

  /** What is left of a box within all boxes around it; null: nothing, as it was scrolled away. */
  const seen = (box: Box, within: Element): Box | null => {
    let {left, right, top, bottom} = box;
    for (let at: Element | null = within; at !== null && at !== document.body; at = at.parentElement) {
      const {overflowX, overflowY} = getComputedStyle(at);
      const around = at.getBoundingClientRect();
      const isWider = left < around.left - slack || right > around.right + slack;
      const isHigher = top < around.top - slack || bottom > around.bottom + slack;
      if ((cuts(overflowX) && isWider) || (cuts(overflowY) && isHigher)) said.push(`cut: ${box.text}`);
      if (overflowX !== 'visible') [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
    }
    return right - left > 0 && bottom - top > 0 ? {...box, left, right, top, bottom} : null;
  };

  const boxes: Box[] = [];
  const add = (text: string, {left, right, top, bottom}: DOMRect, within: Element): void => {
    const box = seen({text, left, right, top, bottom}, within);
    if (box === null) return;
    if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
      said.push(`outside of the window: ${text}`);
    boxes.push(box);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const [text, parent] = [node.textContent!.trim(), node.parentElement!];
    if (text === '' || parent.closest('select, script, style') !== null || isHidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) add(text, line, parent);
  }

  const pen = document.createElement('canvas').getContext('2d')!;
  for (const field of document.querySelectorAll<HTMLSelectElement | HTMLInputElement>('select, input')) {
    if (isHidden(field) || ['range', 'checkbox'].includes(field.type)) continue;
    const text = field.value === '' && 'placeholder' in field ? field.placeholder : shown(field);
    const {font, paddingLeft, paddingRight} = getComputedStyle(field);
    pen.font = font;
    const arrow = field.tagName === 'SELECT' ? 16 : 0;
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - arrow;
    if (pen.measureText(text).width > room + slack) said.push(`cut in its field: ${text}`);
    add(text, field.getBoundingClientRect(), field.parentElement!);
  }
  function shown(field: HTMLSelectElement | HTMLInputElement): string {
    return 'selectedOptions' in field ? (field.selectedOptions[0]?.text ?? '') : field.value;
  }

  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (width > slack && height > slack) said.push(`“${a.text}” lies on “${b.text}”`);
    }
  });
  return [...new Set(said)];
}
