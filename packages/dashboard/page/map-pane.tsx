import type {Facilities, GeometryFacts} from '@cutover/dashboard';
import {useContext, useMemo, useRef, useState} from 'preact/hooks';
import {flowsOf} from './map/flows.ts';
import {MapView} from './map/map.tsx';
import type {Flow} from './map/overlay.ts';
import type {Shapes} from './map/raster.ts';
import {markScales, type NamedLayer, spotsOf} from './map/spots.ts';
import {wholeK} from './map/view.ts';
import {colorsOf, countClasses, type Theme, themes} from './measures/colors.ts';
import {classesOf} from './measures/measures.ts';
import {Chosen} from './panels/chosen.tsx';
import {HoverCard} from './panels/hover-card.tsx';
import {Legend} from './panels/legend.tsx';
import {MarkLegend} from './panels/mark-legend.tsx';
import {Search} from './panels/search.tsx';
import {Toggles} from './panels/toggles.tsx';
import {ofLayer} from './provenance/quantities.ts';
import {api, type Frame} from './state/api.ts';
import type {PageState} from './state/hash.ts';
import {findPlaces, goTo} from './state/places.ts';
import {useAnswer} from './state/use-answer.ts';
import {measureOf, useLayer, useLoads, useScale, type ZipAnswers} from './state/use-layer.ts';
import type {Moves} from './state/use-moves.ts';
import type {Opened} from './state/use-opened.ts';
import {ThemeContext} from './state/use-theme.ts';
import type {ServerView} from './state/use-server.ts';
import type {SetState} from './state/use-state.ts';

interface MapPaneProps {
  readonly state: PageState;
  readonly setState: SetState;
  readonly geometry: Frame<GeometryFacts>;
  readonly zipAnswers: ZipAnswers;
  readonly facilities: Facilities | null;
  readonly server: ServerView;
  readonly opened: readonly Opened[];
  readonly moves: Moves;
  readonly marks: readonly string[]; // of every number of the twin
}

const KEYS = 'Arrow keys move it, plus and minus zoom, 0 shows all.';

const MADE = {run: 'simulated', preview: 'preview', plan: 'planned', difference: 'difference'} as const;

const NO_FLOWS: readonly Flow[] = [];

interface Hover {
  readonly zip: number; // -1: none
  readonly at: {readonly x: number; readonly y: number};
}

const NO_HOVER: Hover = {zip: -1, at: {x: 0, y: 0}};

export function MapPane(props: MapPaneProps) {
  const {state, setState, geometry, facilities} = props;
  const {facts} = geometry;
  const theme = themes[useContext(ThemeContext)];
  const layer = useLayer(state, geometry, props.zipAnswers, facilities, props.server.preview, props.opened);
  const {measure, scale, classes, colorOf} = useColors(state, layer, facts.zips.length, theme);
  const {spots, flows, scales, hasLoads} = useMarks(props, layer);
  const [hover, setHover] = useState(NO_HOVER);
  const [drawn, setDrawn] = useState(facts.zips.length);
  const chosenZip = useMemo(() => facts.zips.indexOf(state.zip), [facts, state.zip]);
  const pane = useRef<HTMLDivElement>(null);
  const marks = [MADE[state.layer], ...props.marks];
  const room = {width: pane.current?.clientWidth ?? 0, height: pane.current?.clientHeight ?? 0};
  return (
    <div class="map-pane" ref={pane}>
      <MapView
        {...{facts, colorOf, spots, flows, chosenZip}}
        shapes={geometry.arrays as unknown as Shapes}
        chosenSpot={state.facility}
        view={state.view}
        colors={theme.overlay}
        label={`Map of ${facts.zips.length} ZIPs, ${measure.label}. ${KEYS}`}
        onView={(view) => setState({view})}
        onHover={(zip, at) => setHover({zip, at})}
        onPick={(picked) =>
          setState(
            'spot' in picked ? {facility: picked.spot, zip: ''} : {zip: facts.zips[picked.zip] ?? '', facility: ''},
          )
        }
        onDrawn={setDrawn}
        onPainted={() => {
          if (layer !== null) notePainted(props);
        }}
      />
      <Search
        find={(text) => findPlaces(text, facts, facilities)}
        onGo={(found) => {
          setHover(NO_HOVER); // another part of the map comes under the pointer
          setState(goTo(found, geometry, facilities));
        }}
      />
      <Toggles state={state} setState={setState} />
      {scale !== null && (
        <Legend
          measure={measure}
          about={measure.about[state.layer] ?? ''}
          scale={scale}
          counts={countClasses(classes, scale.colors.length)}
          none={theme.none}
          of={(measure) => ofLayer(state, measure)}
          notDrawn={{offMap: facts.offMap, tooSmall: facts.zips.length - facts.offMap - drawn}}
        >
          {scales !== null && (
            <MarkLegend {...{state, scales, hasLoads}} k={state.view.k || wholeK(facts, room)} colors={theme.overlay} />
          )}
        </Legend>
      )}
      {layer === null && (
        <p class="loading" role="status">
          {
            {
              run: 'Reading the run …',
              plan: 'Reading the plan …',
              difference: 'Comparing …',
              preview: 'Preparing the plan …',
            }[state.layer]
          }
        </p>
      )}
      {layer !== null && facilities !== null && (
        <Chosen
          {...{state, setState, layer, facilities, marks}}
          moves={props.moves}
          opened={props.opened}
          zipRow={chosenZip}
        />
      )}
      {hover.zip >= 0 && layer !== null && (
        <HoverCard
          zip={`${facts.zips[hover.zip]} ${facts.states[geometry.arrays.zipState[hover.zip] - 1]?.abbreviation ?? ''}`}
          row={hover.zip}
          layer={layer.arrays}
          station={layer.stationIds[layer.arrays.station?.[hover.zip] ?? -1] ?? '–'}
          handoff={layer.handoffIds[layer.arrays.handoff?.[hover.zip] ?? -1] ?? '–'}
          marks={marks}
          at={hover.at}
          room={room}
        />
      )}
    </div>
  );
}

function useColors(state: PageState, layer: NamedLayer | null, zipCount: number, theme: Theme) {
  const measure = measureOf(state, layer?.arrays ?? null);
  const scale = useScale(measure, layer?.whole ?? layer?.arrays ?? null, state);
  const classes = useMemo(
    () =>
      layer === null || scale === null ? new Int8Array(zipCount).fill(-1) : classesOf(measure, layer.arrays, scale),
    [layer, measure, scale],
  );
  const colorOf = useMemo(() => colorsOf(classes, scale ?? {cuts: [], colors: []}, theme), [classes, scale, theme]);
  return {measure, scale, classes, colorOf};
}

function useMarks({state, geometry, facilities, opened}: MapPaneProps, layer: NamedLayer | null) {
  const loads = useLoads(state);
  const {stations, handoffs, fcs, whatIf, zip, facility} = state;
  const spots = useMemo(
    () =>
      facilities === null
        ? []
        : spotsOf(facilities, layer, loads, {stations, handoffs, fcs, whatIf, opened: sitesOf(opened, geometry)}),
    [
      facilities,
      handoffs ? layer : null,
      loads.stations,
      loads.handoffs,
      stations,
      handoffs,
      fcs,
      whatIf.closedStations,
      opened,
    ],
  );
  const isFc = facilities !== null && facilities.types[facilities.ids.indexOf(facility)] === 'fc';
  const query = zip !== '' ? {zip} : isFc ? {facility} : null;
  const origins = useAnswer(query === null ? null : JSON.stringify(query), () => api.origins(state.twin, query!));
  const isChosen = zip !== '' || facility !== '';
  const flows = useMemo(
    () =>
      facilities === null || layer === null || !isChosen
        ? NO_FLOWS
        : flowsOf({geometry, facilities, layer, zip, facility, origins: origins.value}),
    [geometry, facilities, isChosen ? layer : null, zip, facility, origins.value],
  );
  const scales = useMemo(
    () => (facilities === null ? null : markScales(facilities, layer, loads)),
    [facilities, handoffs ? layer : null, loads.stations, loads.handoffs],
  );
  return {spots, flows, scales, hasLoads: loads.stations !== null};
}

/** Where opened stations stand, of those on the map. */
function sitesOf(opened: readonly Opened[], {facts, arrays}: Frame<GeometryFacts>) {
  return opened.flatMap(({facilityId, zip, capacityPackagesPerDay}) => {
    const row = facts.zips.indexOf(zip);
    const [x, y] = [arrays.zipXY[2 * row], arrays.zipXY[2 * row + 1]];
    return row < 0 || Number.isNaN(x) ? [] : [{id: facilityId, x, y, capacity: capacityPackagesPerDay}];
  });
}

/** Says what is painted, and how long a move took to get there (User Timing), for whoever measures the page. */
function notePainted({state, server}: MapPaneProps): void {
  const {preview} = server;
  const isPreview = state.layer === 'preview';
  document.documentElement.dataset.painted = isPreview
    ? String(preview?.facts.costUsd.total)
    : state.layer === 'plan'
      ? state.plan
      : state.run;
  if (isPreview && preview !== null) {
    const {askedAt, facts} = preview;
    requestAnimationFrame(() => {
      performance.measure('what-if', {start: askedAt, end: performance.now(), detail: facts.costUsd.total});
    });
  }
}
