import type {Zip} from '@cutover/core';
import {geoAlbersUsa, geoPath} from 'd3-geo';
import {feature, mesh} from 'topojson-client';
import statesJson from 'us-atlas/states-10m.json' with {type: 'json'};
import {wholeText} from '../format.ts';
import {html, type Markup, nothing} from './html.ts';

const WIDTH = 1960; // units; two to a pixel, so that whole units draw sharp dots
const HEIGHT = 1220;
const projection = geoAlbersUsa()
  .scale(2600)
  .translate([1010, HEIGHT / 2]);

/** One colour of a map. */
export interface MapClass {
  readonly label: string;
  readonly color: string; // any CSS colour
}

/**
 * A map of the states with one dot for each ZIP. The dots of a colour are one path of whole units, and dots that fall
 * on each other are drawn once: 33,000 ZIPs take about 250 kB.
 *
 * @param classOf - `[zip]`, place in `classes`, drawn in that order; -1 leaves a ZIP out
 */
export function zipMap(
  zips: readonly Zip[],
  classOf: ArrayLike<number>,
  classes: readonly MapClass[],
  title: string,
): Markup {
  const dots = classes.map(() => new Set<number>()); // y * WIDTH + x
  const zipsIn = classes.map(() => 0);
  let offMap = 0;
  zips.forEach(({longitudeDeg, latitudeDeg}, zip) => {
    if (classOf[zip] < 0) return;
    zipsIn[classOf[zip]]++;
    const point = projection([longitudeDeg, latitudeDeg]);
    if (point === null) offMap++;
    else dots[classOf[zip]].add(Math.round(point[1]) * WIDTH + Math.round(point[0]));
  });
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<use href="#land"/>
${classes.map(
  ({color}, k) => html`<path class="dots" style="stroke:${color}" d="${dotPath(dots[k])}"/>
`,
)}<use href="#borders"/></svg>
<ul class="legend">${classes.map(
    ({label, color}, k) =>
      html`<li><i style="background:${color}"></i>${label} <span class="soft">${wholeText(zipsIn[k])}</span></li>`,
  )}</ul>
<figcaption>${title} One dot for each ZIP, at its internal point.${
    offMap === 0 ? nothing : html` ${wholeText(offMap)} ZIPs outside the 50 states are counted but not drawn.`
  }</figcaption></figure>`;
}

/** `m3 0h0`: a step from the dot before, then a line of no length, which a round cap makes a dot. */
function dotPath(dots: ReadonlySet<number>): string {
  let x = 0;
  let y = 0;
  let path = '';
  for (const dot of [...dots].sort((a, b) => a - b)) {
    const nextX = dot % WIDTH;
    const nextY = (dot - nextX) / WIDTH;
    path += `m${nextX - x} ${nextY - y}h0`;
    x = nextX;
    y = nextY;
  }
  return path;
}

/** The outline that every map on the page refers to; stands once on the page, before the first map. */
export function statesOutline(): Markup {
  const atlas = statesJson as unknown as Parameters<typeof mesh>[0];
  const states = atlas.objects.states as Parameters<typeof mesh>[1];
  const path = geoPath(projection).digits(0);
  const land = path(feature(atlas, atlas.objects.nation)) ?? '';
  const borders = path(mesh(atlas, states, (a, b) => a !== b)) ?? '';
  return html`<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
<path id="land" class="land" d="${land}"/><path id="borders" class="borders" d="${borders}"/></defs></svg>`;
}
