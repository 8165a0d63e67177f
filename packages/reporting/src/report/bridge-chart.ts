import type {BridgeStep} from '../bridge.ts';
import {headlineUsd} from '../format.ts';
import {html, type Markup} from './html.ts';

const WIDTH = 560;
const LABELS = 170; // of the width
const VALUES = 86;
const ROW = 26;

/**
 * A cost bridge: bars that begin where the one before ended, from the base at 0 to the scenario's difference.
 *
 * @param extentUsd - lowest and highest running sum of all bridges on the page, so that they compare
 */
export function bridgeChart(
  name: string,
  baseName: string,
  steps: readonly BridgeStep[],
  extentUsd: readonly [number, number],
): Markup {
  const rows = [...steps, {label: 'Difference', usd: total(steps)}];
  const [low, high] = extentUsd;
  const x = (usd: number) => LABELS + ((usd - low) / Math.max(1, high - low)) * (WIDTH - LABELS - VALUES);
  let reached = 0;
  const bars = rows.map(({label, usd}, i) => {
    const isNet = i === rows.length - 1;
    const from = isNet ? 0 : reached;
    const to = from + usd;
    if (!isNet) reached = to;
    const color = isNet ? 'net' : usd > 0 ? 'more' : 'less';
    const left = x(Math.min(from, to));
    const width = usd === 0 ? 0 : Math.max(1, Math.abs(x(to) - x(from)));
    const y = i * ROW + (isNet ? 8 : 0);
    return html`<text x="0" y="${y + 17}" ${isNet ? bold : ''}>${label}</text>
<rect x="${left.toFixed(1)}" y="${y + 5}" width="${width.toFixed(1)}" height="16" rx="2"
style="fill:var(--${color})"/>
<text x="${WIDTH}" y="${y + 17}" text-anchor="end" ${isNet ? bold : ''}>${headlineUsd(usd, {sign: true})}</text>
`;
  });
  const height = rows.length * ROW + 12;
  const title = `Cost of ${name} against ${baseName}, part by part`;
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<path class="zero" d="M${x(0).toFixed(1)} 0V${height}"/>
${bars}</svg></figure>`;
}

const bold: Markup = {markup: 'font-weight="700"'};

function total(steps: readonly BridgeStep[]): number {
  return steps.reduce((sum, {usd}) => sum + usd, 0);
}

/** Lowest and highest running sum of some bridges, 0 included. */
export function bridgeExtent(bridges: readonly (readonly BridgeStep[])[]): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (const steps of bridges) {
    let reached = 0;
    for (const {usd} of steps) {
      reached += usd;
      low = Math.min(low, reached);
      high = Math.max(high, reached);
    }
  }
  return [low, high];
}
