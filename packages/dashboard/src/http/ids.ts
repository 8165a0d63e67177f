import {z} from '@hono/zod-openapi';

/** Of a twin, run, plan, bid book or scenario. */
export const Id = z.string().regex(/^[\w.-]{1,100}$/);
export const Zip = z.string().regex(/^\d{5}$/);

/** A side of a comparison. */
export const RunOrNone = z.union([Id, z.literal('')]).openapi({description: 'empty: the scenario as planned'});
