// A server over the small twin and a run of two of its scenarios, asked as a browser asks: by HTTP on 127.0.0.1.
import type {ChildProcess} from 'node:child_process';
import {request} from 'node:http';
import {connect} from 'node:net';
import {join} from 'node:path';
import type {FrameHead, Served} from '@cutover/dashboard';
import {cutover, newFolder, smallTwinDirectory, startCutover} from '../cli/cutover.ts';

export interface SmallPlace {
  readonly folder: string; // where `runs` is
  readonly twin: string;
  readonly run: string;
  readonly plan: string; // of keep-80
  readonly bids: string; // of that plan
}

/** Writes the small twin, runs `keep` and `keep-80`, plans the second and bids by that. */
export async function smallPlace(): Promise<SmallPlace> {
  const [folder, twin] = [newFolder(), await smallTwinDirectory()];
  const run = join(folder, 'runs', 'two');
  const [plan, bids] = [join(folder, 'plan'), join(folder, 'bids.csv')];
  const made = ['--packages', '1e5', '--uncertainty', '100', '--out', run];
  for (const words of [
    ['run', twin, '--scenario', 'keep', '--scenario', 'keep-80', ...made],
    ['plan', twin, '--scenario', 'keep-80', '--out', plan],
    ['bid', plan, '--out', bids],
  ]) {
    const {code, stderr} = await cutover(words);
    if (code !== 0) throw new Error(stderr);
  }
  return {folder, twin, run, plan, bids};
}

/** `cutover serve` of all of a place, in a process of its own. @returns the address that it prints */
export async function serveSmall(place: SmallPlace): Promise<{server: ChildProcess; url: string}> {
  const words = ['serve', place.twin, join(place.folder, 'runs'), place.plan, place.bids, '--no-open'];
  const {process: server} = startCutover(words, {cwd: place.folder});
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout!.once('data', (text: string) => resolve(text.trim()));
    server.once('exit', () => reject(new Error('the server ended')));
  });
  return {server, url};
}

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
  readonly text: string;
}

export interface RawOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A request as it is: no header added, no path tidied, as an attacker would send it. */
export function rawRequest(
  port: number,
  path: string,
  {method = 'GET', headers = {}, body}: RawOptions = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {host: '127.0.0.1', port, path, method, headers, agent: false}, // a refused body ends its connection
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const whole = Buffer.concat(chunks);
          resolve({status: response.statusCode ?? 0, body: whole, text: whole.toString()});
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Sends bytes as they are, and waits for all that comes back until the server ends the connection. */
export function rawText(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

/** Reads a frame by its description: length of the head, JSON, arrays at their offsets. */
export function readFrame(bytes: Buffer): {facts: unknown; array: (name: string) => Float32Array | Int32Array} {
  const copy = new Uint8Array(bytes).buffer; // a Buffer may start anywhere; arrays need a multiple of four
  const headLength = new DataView(copy).getUint32(0, true);
  const {facts, arrays} = JSON.parse(new TextDecoder().decode(new Uint8Array(copy, 4, headLength))) as FrameHead;
  return {
    facts,
    array(name) {
      const {kind, offset, length} = arrays[name];
      const type = kind === 'f32' ? Float32Array : Int32Array;
      return new type(copy, 4 + headLength + offset, length);
    },
  };
}

/** The event stream of a page. */
export interface Listening {
  readonly client: string;
  /** Waits for the next event that fits. */
  next<Event>(fits: (event: Record<string, unknown>) => boolean): Promise<Event>;
  close(): void;
}

export async function listenTo(port: number, token: string): Promise<Listening> {
  const control = new AbortController();
  const headers = {Authorization: `Bearer ${token}`};
  const response = await fetch(`http://127.0.0.1:${port}/api/events`, {headers, signal: control.signal});
  const seen: Record<string, unknown>[] = [];
  const waiting: {fits: (event: Record<string, unknown>) => boolean; resolve: (event: never) => void}[] = [];
  const take = (event: Record<string, unknown>): void => {
    const at = waiting.findIndex(({fits}) => fits(event));
    if (at < 0) seen.push(event);
    else waiting.splice(at, 1)[0].resolve(event as never);
  };
  void readEvents(response, take).catch(() => undefined); // aborted by close
  const next = <Event>(fits: (event: Record<string, unknown>) => boolean): Promise<Event> => {
    const at = seen.findIndex(fits);
    if (at >= 0) return Promise.resolve(seen.splice(at, 1)[0] as Event);
    return new Promise((resolve) => waiting.push({fits, resolve}));
  };
  const {client} = await next<{client: string}>(({kind}) => kind === 'hello');
  return {client, next, close: () => control.abort()};
}

async function readEvents(response: Response, take: (event: Record<string, unknown>) => void): Promise<void> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const line = /^data: (.+)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (line !== undefined) take(JSON.parse(line) as Record<string, unknown>);
    }
  }
}

/** Asks as the page does, which has the token. */
export function askAsPage({port, token}: Served, path: string, options: RawOptions = {}): Promise<Reply> {
  const headers = {
    host: `127.0.0.1:${port}`,
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...options.headers,
  };
  return rawRequest(port, path, {...options, headers});
}
