import type {Engine, Leases} from '../engine/engine.ts';
import type {Catalog} from '../tables/catalog.ts';
import type {MapAnswers} from './map-answers.ts';
import type {PageFile} from './page-routes.ts';

/** What the server is made of. */
export interface AppParts {
  readonly token: string;
  readonly port: () => number; // known once it listens
  readonly catalog: () => Catalog;
  readonly refresh: () => void; // looks for runs again
  readonly engine: Engine; // what-ifs
  readonly reader: Engine; // everything else, so that a what-if keeps no table waiting
  readonly maps: MapAnswers;
  readonly leases: Leases;
  readonly onRequest: () => void; // told of each call of /api
  readonly page: ReadonlyMap<string, PageFile>; // by path
  readonly startRun?: StartRun; // absent: the page cannot run scenarios
}

/** Starts a full run, or a plan, of a scenario. @returns stops it */
export type StartRun = (
  run: {
    readonly command: 'run' | 'plan';
    readonly twin: string;
    readonly scenario: string;
    readonly packages: number; // of a run's sample
  },
  report: {readonly onLine: (line: string) => void; readonly onEnd: (error: string | null) => void},
) => () => void;
