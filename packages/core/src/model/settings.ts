import * as z from 'zod';

const PerSegment = z.strictObject({
  urban: z.number().positive(),
  suburban: z.number().positive(),
  rural: z.number().positive(),
  remote: z.number().positive(),
});

/** `twin.yaml`. */
export const Settings = z.strictObject({
  name: z.string(),
  schemaVersion: z.literal(1),
  synthetic: z.boolean().meta({about: 'true: the network is invented, and everything shown says so'}),
  horizon: z.strictObject({from: z.iso.date(), to: z.iso.date()}),
  baseYear: z.int().min(2000).max(2100),
  baseScenario: z.string(),
  segmentCutsPerSqMi: z.strictObject({urban: z.number(), suburban: z.number(), rural: z.number()}),
  serviceRadiusMiles: PerSegment.meta({unit: 'mi', about: 'a station serves ZIPs within'}),
  stationsPerZipMax: z.int().min(1).max(16),
  unservedZips: z.array(z.string().regex(/^\d{5}$/)).meta({about: 'ZIPs that may have no option'}),
  attribution: z.array(z.string()),
});
export type Settings = z.infer<typeof Settings>;
