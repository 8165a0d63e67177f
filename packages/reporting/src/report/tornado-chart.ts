import {headlineUsd} from '../format.ts';
import {type Swing, tornado} from '../range/range.ts';
import {html, type Markup, nothing} from './html.ts';

const WIDTH = 560;
const LABELS = 190;
const MARGIN = 64; // for the numbers left and right of the bars
const ROW = 24;
const ROWS_MAX = 12;

/** What each influence alone does to a number, largest first: from its low end to its high end. */
export function tornadoChart(swings: readonly Swing[], title: string): Markup {
  const rows = tornado(swings).slice(0, ROWS_MAX);
  if (rows.length === 0) return nothing;
  const low = Math.min(0, ...rows.flatMap(({atLowUsd, atHighUsd}) => [atLowUsd, atHighUsd]));
  const high = Math.max(0, ...rows.flatMap(({atLowUsd, atHighUsd}) => [atLowUsd, atHighUsd]));
  const x = (usd: number) => LABELS + MARGIN + ((usd - low) / (high - low)) * (WIDTH - LABELS - 2 * MARGIN);
  const height = rows.length * ROW + 4;
  return html`<figure><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
${rows.map((swing, i) => tornadoRow(swing, i * ROW, x))}<path class="zero" d="M${x(0).toFixed(1)} 0V${height}"/>
</svg></figure>`;
}

function tornadoRow({label, atLowUsd, atHighUsd}: Swing, y: number, x: (usd: number) => number): Markup {
  const bar = (usd: number, color: string) => {
    const left = Math.min(x(0), x(usd)).toFixed(1);
    const width = Math.abs(x(usd) - x(0)).toFixed(1);
    return html`<rect x="${left}" y="${y + 4}" width="${width}" height="15" style="fill:var(--${color})"/>`;
  };
  const value = (usd: number, side: -1 | 1) => {
    const at = (x(usd) + 5 * side).toFixed(1);
    return html`<text class="soft small" x="${at}" y="${y + 16}" text-anchor="${side < 0 ? 'end' : 'start'}">
${headlineUsd(usd, {sign: true})}</text>`;
  };
  const left = Math.min(atLowUsd, atHighUsd);
  const right = Math.max(atLowUsd, atHighUsd);
  return html`<text x="0" y="${y + 16}">${label}</text>${bar(atLowUsd, 'own-soft')}${bar(atHighUsd, 'usps-soft')}
${left < 0 ? value(left, -1) : nothing}${right > 0 ? value(right, 1) : nothing}
`;
}
