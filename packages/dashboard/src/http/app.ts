import {DataError, TwinError} from '@cutover/core';
import {OpenAPIHono} from '@hono/zod-openapi';
import {bodyLimit} from 'hono/body-limit';
import {HTTPException} from 'hono/http-exception';
import {type Clients, createClients} from './clients.ts';
import {compareRoutes} from './compare-routes.ts';
import {eventRoutes} from './event-routes.ts';
import {pageRoutes} from './page-routes.ts';
import type {AppParts} from './parts.ts';
import {planRoutes} from './plan-routes.ts';
import {provenanceRoutes} from './provenance-routes.ts';
import {runRoutes} from './run-routes.ts';
import {ownHostOnly, safeHeaders, tokenNeeded} from './security.ts';
import {twinRoutes} from './twin-routes.ts';
import {whatIfRoutes} from './what-if-routes.ts';

const BODY_MAX_BYTES = 64 * 1024;

/** The whole HTTP interface. Answers 4xx to what is wrong with a request, and has done nothing then. */
export function createApp(parts: AppParts): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (!result.success) return context.json({message: result.error.message}, 400);
    },
  });
  const clients: Clients = createClients(parts.leases);
  app.use('*', safeHeaders, ownHostOnly(parts.port));
  app.use('/api/*', tokenNeeded(parts.token), (_, next) => {
    parts.onRequest();
    return next();
  });
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_MAX_BYTES,
      onError: () => {
        throw new HTTPException(413, {message: `a request may have ${BODY_MAX_BYTES} bytes`});
      },
    }),
  );
  app.get('/health', (context) => context.json({ok: true}));
  twinRoutes(app, parts);
  runRoutes(app, parts);
  compareRoutes(app, parts, clients);
  provenanceRoutes(app, parts);
  planRoutes(app, parts);
  whatIfRoutes(app, parts, clients);
  eventRoutes(app, clients);
  app.doc31('/api/openapi.json', {openapi: '3.1.0', info: {title: 'Cutover', version: '1'}});
  pageRoutes(app, parts.page);
  app.notFound((context) => context.json({message: 'there is nothing here'}, 404));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({message: error.message}, error.status);
    if (error instanceof DataError || error instanceof TwinError) return context.json({message: error.message}, 422);
    return context.json({message: error.message}, 500);
  });
  return app;
}
