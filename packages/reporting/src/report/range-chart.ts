import {headlineUsd} from '../format.ts';
import {html, type Markup} from './html.ts';

/** A number with its range. */
export interface Ranged {
  readonly label: string;
  readonly usd: number;
  readonly lowUsd: number;
  readonly highUsd: number;
}

const WIDTH = 820;
const LABELS = 130;
const VALUES = 280;
const ROW = 38;

/** One line for each scenario: its range as a bar, its base value as a dot, the base scenario as the zero line. */
export function rangeChart(rows: readonly Ranged[], title: string): Markup {
  const low = Math.min(0, ...rows.map(({lowUsd}) => lowUsd));
  const high = Math.max(0, ...rows.map(({highUsd}) => highUsd));
  const x = (usd: number) => LABELS + ((usd - low) / Math.max(1, high - low)) * (WIDTH - LABELS - VALUES);
  const height = rows.length * ROW + 6;
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<path class="zero" d="M${x(0).toFixed(1)} 0V${height}"/>
${rows.map(({label, usd, lowUsd, highUsd}, i) => {
  const y = i * ROW + ROW / 2;
  const color = usd > 0 ? 'more' : 'less';
  return html`<text x="0" y="${y + 5}" font-weight="600">${label}</text>
<rect x="${x(lowUsd).toFixed(1)}" y="${y - 6}" width="${Math.max(1, x(highUsd) - x(lowUsd)).toFixed(1)}" height="12"
 rx="6" style="fill:var(--${color});opacity:.3"/>
<circle cx="${x(usd).toFixed(1)}" cy="${y}" r="6.5" style="fill:var(--${color})"/>
<text x="${WIDTH}" y="${y + 5}" text-anchor="end"><tspan font-weight="700">${headlineUsd(usd, {sign: true})}</tspan>
<tspan class="soft" dx="6">${headlineUsd(lowUsd, {sign: true})} to ${headlineUsd(highUsd, {
    sign: true,
  })}</tspan></text> `;
})}</svg><figcaption>${title}</figcaption></figure>`;
}
