import type {Facilities, GeometryFacts} from '@cutover/dashboard';
import {useMemo, useRef} from 'preact/hooks';
import type {Loads, NamedLayer} from '../map/spots.ts';
import {inOrder} from '../measures/layer.ts';
import {type Measure, measures, scaleOf, type ZipLayer} from '../measures/measures.ts';
import type {Scale} from '../measures/scales.ts';
import {api, type CompareZipFacts, type Frame, type PlanZipFacts, type RunZipFacts} from './api.ts';
import type {PageState} from './hash.ts';
import {planLayer, planLoads} from './plan-layer.ts';
import {useAnswer} from './use-answer.ts';
import type {Opened} from './use-opened.ts';
import type {PreviewAnswer} from './use-server.ts';

/** Per-ZIP arrays of files, each where it is shown. Null: on their way. */
export interface ZipAnswers {
  readonly ofRun: Frame<RunZipFacts> | null;
  readonly ofBoth: Frame<CompareZipFacts> | null;
  readonly ofPlan: Frame<PlanZipFacts> | null;
}

/** Asks for what is shown as soon as it has a name: the map is still on its way then. */
export function useZipAnswers(state: PageState, isKnown: boolean): ZipAnswers {
  const {layer, run, plan, before, after} = state;
  const shows = (of: PageState['layer'], ...ids: readonly string[]): boolean =>
    isKnown && layer === of && ids.every((id) => id !== '');
  const ofRun = useAnswer(shows('run', run) ? `run ${run}` : null, () => api.runZips(run));
  const differs = shows('difference', before, after);
  const ofBoth = useAnswer(differs ? `${state.twin} ${before} ${after}` : null, () => api.compareZips(state));
  const ofPlan = useAnswer(shows('plan', plan) ? `plan zips ${plan}` : null, () => api.planZips(plan));
  return {ofRun: ofRun.value, ofBoth: ofBoth.value, ofPlan: ofPlan.value};
}

/** The per-ZIP arrays of what is shown: a run, a preview, or the difference of two scenarios. Null: on their way. */
export function useLayer(
  {layer, week}: PageState,
  {facts: {zips}}: Frame<GeometryFacts>,
  {ofRun, ofBoth, ofPlan}: ZipAnswers,
  facilities: Facilities | null,
  preview: PreviewAnswer | null,
  opened: readonly Opened[],
): NamedLayer | null {
  return useMemo(() => {
    if (layer === 'plan') return ofPlan === null ? null : planLayer(ofPlan, week, zips.length);
    if (layer === 'preview') {
      if (preview === null || facilities === null) return null;
      const {ids} = facilities;
      const stationIds = opened.length === 0 ? ids : [...ids, ...opened.map(({facilityId}) => facilityId)]; // come last
      return {arrays: preview.layer, stationIds, handoffIds: ids};
    }
    if (layer === 'difference') {
      return ofBoth === null ? null : {arrays: inOrder(ofBoth, zips), stationIds: [], handoffIds: []};
    }
    if (ofRun === null) return null;
    const {stations, handoffs} = ofRun.facts;
    return {arrays: inOrder(ofRun, zips), stationIds: stations, handoffIds: handoffs};
  }, [layer, preview, facilities, opened, ofRun, ofBoth, ofPlan, layer === 'plan' ? week : 0]);
}

/** Loads of the buildings of a run, or of a week of a plan, when they are drawn. */
export function useLoads({layer, run, plan, week, handoffs, tab}: PageState): Loads {
  const isRun = layer === 'run' && run !== '';
  const wantsStations = isRun || tab === 'stations';
  const stations = useAnswer(wantsStations && run !== '' ? `stations ${run}` : null, () => api.runStations(run));
  const entries = useAnswer(isRun && handoffs ? `handoffs ${run}` : null, () => api.runHandoffs(run));
  const planned = useAnswer(layer === 'plan' && plan !== '' ? `plan ${plan}` : null, () => api.plan(plan));
  const ofWeek = useMemo(() => (planned.value === null ? null : planLoads(planned.value, week)), [planned.value, week]);
  return ofWeek ?? {stations: isRun ? stations.value : null, handoffs: entries.value};
}

/** The measure of the address where the layer has it, else the layer's first. */
export function measureOf({measure, layer}: PageState, arrays: ZipLayer | null): Measure {
  const known = measures.filter(({about}) => about[layer] !== undefined);
  const found = known.find(({key}) => key === measure) ?? known[0];
  return arrays === null || found.kind === 'who' || arrays[found.key] !== undefined ? found : known[0];
}

/** A scale is made of the first arrays of what is shown and kept while a what-if moves. */
export function useScale(
  measure: Measure,
  arrays: ZipLayer | null,
  {layer, twin, run, plan, scenario, before, after}: PageState,
) {
  const kept = useRef(new Map<string, Scale>());
  const isThere = arrays !== null && (measure.kind === 'who' ? arrays.ownedShare : arrays[measure.key]) !== undefined;
  if (!isThere) return null;
  const of = {run, plan, preview: scenario, difference: `${before} ${after}`}[layer];
  const key = [measure.key, layer, twin, of].join(' ');
  const known = kept.current.get(key) ?? scaleOf(measure, arrays);
  kept.current.set(key, known);
  return known;
}
