import {MultiDirectedGraph} from 'graphology';
import type {Facility} from '../model/facility.ts';
import type {Lane} from '../model/lane.ts';
import type {Twin} from '../model/twin.ts';
import type {ZipService} from './service.ts';

/** A node is a building, or a ZIP when the graph was built with service. */
export type NodeAttributes = {kind: 'building'; facility: Facility} | {kind: 'zip'; zip: string};
/** An edge is a lane, or the last mile from a building to a ZIP. */
export type EdgeAttributes = {kind: 'lane'; lane: Lane; row: number} | {kind: 'service'; stemMiles: number};

/** The editable network: a directed multigraph whose keys are our ids. */
export type NetworkGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes>;

/**
 * Builds the editable network of a twin. Nodes stand in the order of `twin.facilities`, edges in the order of
 * `twin.lanes`, so that `compileGraph` gives a building its row and a lane its row.
 *
 * @param service - when given, adds a node for each ZIP and an edge for each way to serve it (about 65k nodes in all)
 */
export function buildGraph(twin: Pick<Twin, 'facilities' | 'lanes' | 'zips'>, service?: ZipService): NetworkGraph {
  const graph: NetworkGraph = new MultiDirectedGraph();
  for (const facility of twin.facilities) graph.addNode(facility.facilityId, {kind: 'building', facility});
  twin.lanes.forEach((lane, row) => {
    graph.addEdgeWithKey(lane.laneId, lane.originId, lane.destinationId, {kind: 'lane', lane, row});
  });
  if (service !== undefined) addService(graph, twin, service);
  return graph;
}

function addService(graph: NetworkGraph, twin: Pick<Twin, 'facilities' | 'zips'>, service: ZipService): void {
  twin.zips.forEach(({zip}, row) => {
    graph.addNode(`ZIP-${zip}`, {kind: 'zip', zip});
    for (let slot = service.firstSlot[row]; slot < service.firstSlot[row + 1]; slot++) {
      const building = twin.facilities[service.building[slot]];
      const key = `${building.facilityId}>${zip}`;
      graph.addEdgeWithKey(key, building.facilityId, `ZIP-${zip}`, {
        kind: 'service',
        stemMiles: service.stemMiles[slot],
      });
    }
  });
}
