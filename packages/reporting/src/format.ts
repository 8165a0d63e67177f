// Numbers as people read them. Everything shown, in the terminal or the report, is worded here.

const NONE = '–';

/**
 * Rounded to what is known: whole $10m, or two figures where that would leave nothing of a small twin's dollars.
 * `$31.42 bn`, `$120 m`, `$4.2 m`, `$37,000`, and with a sign `+$1.20 bn`.
 */
export function headlineUsd(usd: number, {sign = false}: {sign?: boolean} = {}): string {
  if (!Number.isFinite(usd)) return NONE;
  const size = Math.abs(usd);
  const known = size >= TEN_MILLION / 2 ? Math.round(size / TEN_MILLION) * TEN_MILLION : Number(size.toPrecision(2));
  return `${known === 0 ? '' : usd < 0 ? '−' : sign ? '+' : ''}${headlineText(known)}`;
}

function headlineText(usd: number): string {
  if (usd >= 1e9) return `$${(usd / 1e9).toFixed(2)} bn`;
  if (usd >= TEN_MILLION || usd === 0) return `$${(usd / 1e6).toFixed(0)} m`;
  return usd >= 1e6 ? `$${(usd / 1e6).toFixed(1)} m` : `$${wholeText(usd)}`;
}

const TEN_MILLION = 1e7;

/** A price per package: `$3.42`. */
export function priceUsd(usd: number): string {
  if (!Number.isFinite(usd)) return NONE;
  return `${usd < 0 ? '−' : ''}$${Math.abs(usd).toFixed(2)}`;
}

/** Packages in the largest unit that keeps three figures: `1.70 bn`, `340 m`, `12,300`. */
export function packagesText(packages: number): string {
  if (!Number.isFinite(packages)) return NONE;
  if (packages >= 1e9) return `${(packages / 1e9).toFixed(2)} bn`;
  if (packages >= 1e8) return `${(packages / 1e6).toFixed(0)} m`;
  if (packages >= 1e6) return `${(packages / 1e6).toFixed(1)} m`;
  return wholeText(packages);
}

/** `12,345`, the same in every locale. */
export function wholeText(count: number): string {
  if (!Number.isFinite(count)) return NONE;
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

export function percentText(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(digits)}%` : NONE;
}

export function fixedText(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : NONE;
}
