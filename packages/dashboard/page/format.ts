const usdCompact = new Intl.NumberFormat('en-US', {
  ...{style: 'currency', currency: 'USD', notation: 'compact', minimumFractionDigits: 2, maximumFractionDigits: 2},
});
const usdWhole = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', maximumFractionDigits: 0});
const usdCents = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD'});
const whole = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const compact = new Intl.NumberFormat('en-US', {notation: 'compact', maximumSignificantDigits: 4});

const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text).replace('-', '−');

export const usdText = (usd: number): string => usdCompact.format(usd).replace('-', '−');
export const usdChange = (usd: number): string => signed(usdCompact.format(usd), usd);
export const usdFull = (usd: number): string => usdWhole.format(usd).replace('-', '−');
export const usdExact = (usd: number): string => signed(usdCents.format(usd), usd);
export const priceText = (usd: number): string => (Number.isNaN(usd) ? '–' : usdCents.format(usd).replace('-', '−'));
export const countText = (count: number): string => whole.format(count);
export const packagesText = (count: number): string => compact.format(count);
export const packagesChange = (count: number): string => signed(compact.format(count), count);
export const percentText = (share: number, digits = 0): string =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(digits)}%`;
export const daysText = (days: number): string => (Number.isNaN(days) ? '–' : `${days.toFixed(2)} d`);
export function daysChange(days: number): string {
  const shown = Math.round(100 * days) / 100 || 0; // no −0
  return Number.isNaN(days) ? '–' : signed(shown.toFixed(2), shown);
}
