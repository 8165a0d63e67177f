import type {OpenAPIHono} from '@hono/zod-openapi';
import {type SSEStreamingApi, streamSSE} from 'hono/streaming';
import type {Clients} from './clients.ts';

const BEAT_MS = 10_000; // a dead tab shows when this cannot be written

/** One stream for each page: `hello` with its id, then what comes of all it asks for. */
export function eventRoutes(app: OpenAPIHono, clients: Clients): void {
  app.get('/api/events', (context) => {
    let stream: SSEStreamingApi | undefined;
    // Before the stream begins: one page too many is answered so, not by a stream that never says anything.
    const client = clients.open((event) => void stream?.writeSSE({data: JSON.stringify(event)}));
    return streamSSE(context, async (opened) => {
      stream = opened;
      stream.onAbort(() => clients.end(client));
      try {
        client.send({kind: 'hello', client: client.id});
        while (!stream.aborted) {
          await stream.sleep(BEAT_MS);
          await stream.writeSSE({event: 'beat', data: ''});
        }
      } finally {
        clients.end(client);
      }
    });
  });
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/events',
    responses: {
      200: {description: 'server-sent events: hello, progress, planning, run'},
      503: {description: 'Problem: too many pages listen'},
    },
  });
}
