import type {Facilities, GeometryFacts, TwinAnswer} from '@cutover/dashboard';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {MapView} from './map/map.tsx';
import type {Flow, Spot} from './map/overlay.ts';
import type {Shapes} from './map/raster.ts';
import {colorsOf, countClasses, themes} from './measures/colors.ts';
import {inOrder} from './measures/layer.ts';
import {classesOf, type Measure, measures, scaleOf, type ZipLayer} from './measures/measures.ts';
import type {Scale} from './measures/scales.ts';
import {HoverCard} from './panels/hover-card.tsx';
import {Legend} from './panels/legend.tsx';
import {type Found, Search} from './panels/search.tsx';
import {api, type Frame} from './state/api.ts';
import type {PageState} from './state/hash.ts';
import {useAnswer} from './state/use-answer.ts';
import type {ServerView} from './state/use-server.ts';
import type {SetState} from './state/use-state.ts';

interface MapPaneProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly twin: TwinAnswer;
  readonly geometry: Frame<GeometryFacts>;
  readonly facilities: Facilities | null;
  readonly server: ServerView;
  readonly onSeen: () => void;
}

interface NamedLayer {
  readonly arrays: ZipLayer;
  readonly stationIds: readonly string[]; // what `station` counts in
  readonly handoffIds: readonly string[];
}

export function MapPane(props: MapPaneProps) {
  const {state, setState, geometry, facilities, server} = props;
  const {facts} = geometry;
  const shapes = geometry.arrays as unknown as Shapes;
  const theme = themes[useIsDark(state.theme) ? 'dark' : 'light'];
  const layer = useLayer(props);
  const measure = measureOf(state, layer?.arrays ?? null);
  const scale = useScale(measure, layer?.arrays ?? null, `${state.layer} ${state.twin} ${state.layer === 'run' ? state.run : state.scenario}`);
  const classes = useMemo(
    () => (layer === null || scale === null ? new Int8Array(facts.zips.length).fill(-1) : classesOf(measure, layer.arrays, scale)),
    [layer, measure, scale],
  );
  const colorOf = useMemo(() => colorsOf(classes, scale ?? {cuts: [], colors: []}, theme), [classes, scale, theme]);
  const spots = useMemo(() => spotsOf(facilities, layer, state), [facilities, layer, state.stations, state.handoffs, state.whatIf]);
  const [hover, setHover] = useState<{zip: number; at: {x: number; y: number}}>({zip: -1, at: {x: 0, y: 0}});
  const [drawn, setDrawn] = useState(facts.zips.length);
  const chosenZip = useMemo(() => facts.zips.indexOf(state.zip), [facts, state.zip]);
  const flows: readonly Flow[] = useMemo(() => [], []);
  const pane = useRef<HTMLDivElement>(null);
  const title = `Map of ${facts.zips.length} ZIPs: ${measure.label}`;
  return (
    <div class="map-pane" ref={pane}>
      <MapView
        {...{facts, shapes, colorOf, spots, flows, chosenZip}}
        chosenSpot={state.facility}
        view={state.view}
        colors={theme.overlay}
        label={title}
        onView={(view) => setState({view})}
        onHover={(zip, at) => setHover({zip, at})}
        onPick={(picked) => setState('spot' in picked ? {facility: picked.spot, zip: ''} : {zip: facts.zips[picked.zip] ?? '', facility: ''})}
        onDrawn={setDrawn}
        onPainted={() => {
          if (layer === null) return;
          document.documentElement.dataset.painted = state.layer === 'preview' ? String(server.preview?.facts.costUsd.total ?? '') : state.run;
          if (state.layer === 'preview' && server.preview !== null) notePaint(server.preview.askedAt);
          props.onSeen();
        }}
      />
      <Search find={(text) => findPlaces(text, facts, facilities)} onGo={(found) => setState(goTo(found, props))} />
      <div class="toggles">
        <label>
          <input type="checkbox" checked={state.stations} onChange={(event) => setState({stations: event.currentTarget.checked})} /> Stations
        </label>
        <label>
          <input type="checkbox" checked={state.handoffs} onChange={(event) => setState({handoffs: event.currentTarget.checked})} /> Hand-offs
        </label>
      </div>
      {scale !== null && (
        <Legend
          measure={measure}
          about={measure.about[state.layer] ?? ''}
          scale={scale}
          counts={countClasses(classes, scale.colors.length)}
          none={theme.none}
          notDrawn={{offMap: facts.offMap, tooSmall: facts.zips.length - facts.offMap - drawn}}
        />
      )}
      {layer === null && <p class="loading" role="status">{state.layer === 'preview' ? 'Preparing the plan …' : 'Reading the run …'}</p>}
      {hover.zip >= 0 && layer !== null && (
        <HoverCard
          zip={`${facts.zips[hover.zip]} ${facts.states[shapes.zipState[hover.zip] - 1]?.abbreviation ?? ''}`}
          row={hover.zip}
          layer={layer.arrays}
          station={layer.stationIds[layer.arrays.station?.[hover.zip]] ?? '–'}
          handoff={layer.handoffIds[layer.arrays.handoff?.[hover.zip]] ?? '–'}
          at={hover.at}
          room={{width: pane.current?.clientWidth ?? 0, height: pane.current?.clientHeight ?? 0}}
        />
      )}
    </div>
  );
}

/** Time from a move to the painted nation, for whoever measures it (User Timing). */
function notePaint(askedAt: number): void {
  requestAnimationFrame(() => performance.measure('what-if', {start: askedAt, end: performance.now()}));
}

function useIsDark(theme: PageState['theme']): boolean {
  const query = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const follow = (): void => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return theme === 'auto' ? isDark : theme === 'dark';
}

function useLayer({state, geometry, facilities, server}: MapPaneProps): NamedLayer | null {
  const {zips} = geometry.facts;
  const run = useAnswer(state.layer === 'run' && state.run !== '' ? `run ${state.run}` : null, () => api.runZips(state.run));
  const differs = state.layer === 'difference' && state.before !== '' && state.after !== '';
  const difference = useAnswer(differs ? `${state.before} ${state.after}` : null, () => api.compareZips(state.before, state.after));
  return useMemo(() => {
    if (state.layer === 'preview') {
      if (server.preview === null || facilities === null) return null;
      return {arrays: server.preview.layer, stationIds: facilities.ids, handoffIds: facilities.ids};
    }
    if (state.layer === 'difference') {
      return difference.value === null ? null : {arrays: inOrder(difference.value, zips), stationIds: [], handoffIds: []};
    }
    if (run.value === null) return null;
    const {stations, handoffs} = run.value.facts;
    return {arrays: inOrder(run.value, zips), stationIds: stations, handoffIds: handoffs};
  }, [state.layer, server.preview, facilities, run.value, difference.value]);
}

function measureOf({measure, layer}: PageState, arrays: ZipLayer | null): Measure {
  const known = measures.filter(({about}) => about[layer] !== undefined);
  const found = known.find(({key}) => key === measure) ?? known[0];
  const isThere = arrays === null || found.kind === 'who' || arrays[found.key] !== undefined;
  return isThere ? found : known[0];
}

/** A scale is made of the first arrays of what is shown and kept while a what-if moves. */
function useScale(measure: Measure, arrays: ZipLayer | null, shown: string): Scale | null {
  const kept = useRef(new Map<string, Scale>());
  if (arrays === null || (measure.kind !== 'who' && arrays[measure.key] === undefined)) return null;
  const key = `${measure.key} ${shown}`;
  const known = kept.current.get(key) ?? scaleOf(measure, arrays);
  kept.current.set(key, known);
  return known;
}

const SPOT_TYPES: Readonly<Record<string, 'station' | 'handoff'>> = {ds: 'station', sdc: 'handoff', scf: 'handoff', ddu: 'handoff'};

function spotsOf(facilities: Facilities | null, layer: NamedLayer | null, {stations, handoffs, whatIf}: PageState): Spot[] {
  if (facilities === null) return [];
  const {ids, types, xy, capacityPackagesPerDay} = facilities;
  const most = capacityPackagesPerDay.reduce<number>((top, capacity) => Math.max(top, capacity ?? 0), 1);
  const closed = new Set(whatIf.closedStations);
  const used = new Set(layer === null ? [] : Array.from(layer.arrays.handoff ?? [], (place) => layer.handoffIds[place]));
  return ids.flatMap((id, row): Spot[] => {
    const look = SPOT_TYPES[types[row]];
    if (look === undefined || xy[2 * row] < 0) return [];
    if (look === 'station' ? !stations : !handoffs || !used.has(id)) return [];
    const size = look === 'station' ? (capacityPackagesPerDay[row] ?? 0) / most : types[row] === 'ddu' ? 0 : 0.25;
    return [{id, x: xy[2 * row], y: xy[2 * row + 1], size, look: closed.has(id) ? 'closed' : look}];
  });
}

function findPlaces(text: string, {zips, states}: GeometryFacts, facilities: Facilities | null): Found[] {
  const wanted = text.trim().toLowerCase();
  const ofZips = /^\d+$/.test(wanted) ? zips.filter((zip) => zip.startsWith(wanted)) : [];
  const ofStations = (facilities?.ids ?? []).filter((id, row) => id.toLowerCase().includes(wanted) && facilities!.types[row] !== 'ddu');
  const ofStates = states.filter(({name, abbreviation}) => name.toLowerCase().startsWith(wanted) || abbreviation.toLowerCase() === wanted);
  return [
    ...ofStates.map(({name}) => ({kind: 'place' as const, label: name, key: name})),
    ...ofZips.slice(0, 8).map((zip) => ({kind: 'zip' as const, label: zip, key: zip})),
    ...ofStations.slice(0, 8).map((id) => ({kind: 'station' as const, label: id, key: id})),
  ];
}

const NEAR_K = 14; // pixels per unit: some dozens of ZIPs around the one that was asked for

function goTo({kind, key}: Found, {geometry: {facts, arrays}, facilities}: MapPaneProps): Partial<PageState> {
  if (kind === 'zip') {
    const row = facts.zips.indexOf(key);
    return {zip: key, facility: '', view: {k: NEAR_K, x: arrays.zipXY[2 * row], y: arrays.zipXY[2 * row + 1]}};
  }
  if (kind === 'station') {
    const row = facilities!.ids.indexOf(key);
    return {facility: key, zip: '', view: {k: NEAR_K, x: facilities!.xy[2 * row], y: facilities!.xy[2 * row + 1]}};
  }
  const place = facts.states.findIndex(({name}) => name === key);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const {ringStart, ringState, ringXY} = arrays;
  for (let ring = 0; ring < ringState.length; ring++) {
    if (ringState[ring] !== place) continue;
    for (let i = ringStart[ring]; i < ringStart[ring + 1]; i++) {
      [left, right] = [Math.min(left, ringXY[2 * i]), Math.max(right, ringXY[2 * i])];
      [top, bottom] = [Math.min(top, ringXY[2 * i + 1]), Math.max(bottom, ringXY[2 * i + 1])];
    }
  }
  const k = Math.min(600 / (right - left), 500 / (bottom - top));
  return {view: {k, x: (left + right) / 2, y: (top + bottom) / 2}};
}
