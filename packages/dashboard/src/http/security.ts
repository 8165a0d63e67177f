import {timingSafeEqual} from 'node:crypto';
import type {MiddlewareHandler} from 'hono';
import {HTTPException} from 'hono/http-exception';

/** Sent with every answer: nothing from elsewhere runs, is asked, or may frame us. */
export const safeHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const {headers} = context.res;
  headers.set(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
};

/**
 * Only our own page may ask: a name that was pointed at this machine (DNS rebinding) shows in Host or in the whole
 * address a request may name in its first line, another site in Origin or Sec-Fetch-Site.
 */
export function ownHostOnly(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const host = context.req.header('host') ?? '';
    const isOurs = hosts.includes(host) && new URL(context.req.url).host === host;
    if (!isOurs) throw new HTTPException(403, {message: 'this server answers only to its own address'});
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) {
      throw new HTTPException(403, {message: 'requests from another origin are refused'});
    }
    const site = context.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      throw new HTTPException(403, {message: 'requests from another site are refused'});
    }
    await next();
  };
}

/** The token of the printed address, as a bearer; event streams, which set no header, give it in `token`. */
export function tokenNeeded(token: string): MiddlewareHandler {
  return async (context, next) => {
    const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    if (!isEqual(bearer ?? context.req.query('token') ?? '', token)) {
      throw new HTTPException(401, {message: 'the token is missing or wrong; open the address that was printed'});
    }
    await next();
  };
}

function isEqual(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
