export const costParts = [
  'linehaul',
  'sort',
  'lastMile',
  'postage',
  'otherCarrier',
  'fixed',
  'contractShortfall',
] as const;
export type CostPart = (typeof costParts)[number];
export type PartsUsd = Readonly<Record<CostPart, number>>;
export type CostUsd = PartsUsd & {readonly total: number};

export const partLabels: Readonly<Record<CostPart, string>> = {
  linehaul: 'Linehaul',
  sort: 'Sort and handling',
  lastMile: 'Own last mile',
  postage: 'Postage',
  otherCarrier: 'Other carriers',
  fixed: 'Fixed',
  contractShortfall: 'Contract shortfall',
};

export function totalUsd(parts: PartsUsd): number {
  return costParts.reduce((total, part) => total + parts[part], 0);
}

/** Rounds each part to the cent and adds those up, so that a reader's sum is ours. */
export function inCents(parts: PartsUsd): CostUsd {
  const cents = costParts.map((part) => Math.round(100 * parts[part]));
  const rounded = Object.fromEntries(costParts.map((part, k) => [part, cents[k] / 100])) as PartsUsd;
  return {total: cents.reduce((total, part) => total + part, 0) / 100, ...rounded};
}
