import type {Facilities, GeometryFacts} from '@cutover/dashboard';
import {useMemo, useRef} from 'preact/hooks';
import type {Loads, NamedLayer} from '../map/spots.ts';
import {inOrder} from '../measures/layer.ts';
import {type Measure, measures, scaleOf, type ZipLayer} from '../measures/measures.ts';
import type {Scale} from '../measures/scales.ts';
import {api, type Frame} from './api.ts';
import type {PageState} from './hash.ts';
import {planLayer, planLoads} from './plan-layer.ts';
import {useAnswer} from './use-answer.ts';
import type {Opened} from './use-opened.ts';
import type {PreviewAnswer} from './use-server.ts';

/** The per-ZIP arrays of what is shown: a run, a preview, or the difference of two scenarios. Null: on their way. */
export function useLayer(
  state: PageState,
  geometry: Frame<GeometryFacts>,
  facilities: Facilities | null,
  preview: PreviewAnswer | null,
  opened: readonly Opened[],
): NamedLayer | null {
  const {zips} = geometry.facts;
  const {layer, run, plan, week, before, after} = state;
  const ofRun = useAnswer(layer === 'run' && run !== '' ? `run ${run}` : null, () => api.runZips(run));
  const differs = layer === 'difference' && before !== '' && after !== '';
  const ofBoth = useAnswer(differs ? `${state.twin} ${before} ${after}` : null, () => api.compareZips(state));
  const ofPlan = useAnswer(layer === 'plan' && plan !== '' ? `plan zips ${plan}` : null, () => api.planZips(plan));
  return useMemo(() => {
    if (layer === 'plan') return ofPlan.value === null ? null : planLayer(ofPlan.value, week, zips.length);
    if (layer === 'preview') {
      if (preview === null || facilities === null) return null;
      const stationIds = [...facilities.ids, ...opened.map(({facilityId}) => facilityId)]; // they come after all others
      return {arrays: preview.layer, stationIds, handoffIds: facilities.ids};
    }
    if (layer === 'difference') {
      return ofBoth.value === null ? null : {arrays: inOrder(ofBoth.value, zips), stationIds: [], handoffIds: []};
    }
    if (ofRun.value === null) return null;
    const {stations, handoffs} = ofRun.value.facts;
    return {arrays: inOrder(ofRun.value, zips), stationIds: stations, handoffIds: handoffs};
  }, [layer, preview, facilities, opened, ofRun.value, ofBoth.value, ofPlan.value, layer === 'plan' ? week : 0]);
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
