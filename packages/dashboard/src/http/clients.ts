import {randomUUID} from 'node:crypto';
import {HTTPException} from 'hono/http-exception';
import type {Leases} from '../engine/engine.ts';

/** What the server tells a page. */
export type ServerEvent =
  | {readonly kind: 'hello'; readonly client: string}
  | {readonly kind: 'progress'; readonly what: string; readonly done: number; readonly all: number}
  | {readonly kind: 'planning'; readonly scenario: string; readonly done: number; readonly all: number} // to compare
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly command: 'run' | 'plan';
      readonly scenario: string;
      readonly state: 'running' | 'done' | 'failed';
      readonly message: string;
    };

/** A page that listens. All it asked for ends with it. */
export interface Client {
  readonly id: string;
  readonly slot: number; // of its lease
  readonly frames: Map<string, Promise<Uint8Array<ArrayBuffer>>>; // of its last previews, as soon as they are asked for
  readonly onEnd: Set<() => void>;
  send(event: ServerEvent): void;
}

const FRAMES_MAX = 4;

export interface Clients {
  /** @throws HTTPException 503 when too many pages listen */
  open(send: (event: ServerEvent) => void): Client;
  /** @throws HTTPException 404 if there is no such page (any more) */
  find(id: string): Client;
  /** Keeps a preview until some newer ones have come. */
  keep(client: Client, id: string, frame: Promise<Uint8Array<ArrayBuffer>>): void;
  end(client: Client): void;
}

export function createClients(leases: Leases): Clients {
  const clients = new Map<string, Client>();
  return {
    open(send) {
      const slot = leases.open();
      if (slot === undefined) throw new HTTPException(503, {message: 'too many pages are open; close some'});
      const client: Client = {id: randomUUID(), slot, frames: new Map(), onEnd: new Set(), send};
      clients.set(client.id, client);
      return client;
    },
    find(id) {
      const client = clients.get(id);
      if (client === undefined) throw new HTTPException(404, {message: 'no page of that id listens; reload it'});
      return client;
    },
    keep({frames}, id, frame) {
      frames.set(id, frame);
      frame.catch(() => undefined); // whoever fetches it is told
      for (const old of [...frames.keys()].slice(0, -FRAMES_MAX)) frames.delete(old);
    },
    end(client) {
      if (!clients.delete(client.id)) return;
      leases.end(client.slot);
      for (const stop of client.onEnd) stop();
    },
  };
}
