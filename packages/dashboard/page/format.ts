const usdCompact = new Intl.NumberFormat('en-US', {
  ...{style: 'currency', currency: 'USD', notation: 'compact', minimumFractionDigits: 2, maximumFractionDigits: 2},
});
const usdWhole = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', maximumFractionDigits: 0});
const usdCents = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD'});
const whole = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const compact = new Intl.NumberFormat('en-US', {notation: 'compact', maximumSignificantDigits: 4});

const isZero = (text: string): boolean => !/[1-9]/.test(text);

/** A number as it is read: what rounds to zero has no sign, and minus is no hyphen. */
const tidy = (text: string): string => text.replace('-', isZero(text) ? '' : '−');
const signed = (text: string, value: number): string => (value > 0 && !isZero(text) ? `+${text}` : tidy(text));

export const usdText = (usd: number): string => tidy(usdCompact.format(usd));
export const usdChange = (usd: number): string => signed(usdCompact.format(usd), usd);
export const usdFull = (usd: number): string => tidy(usdWhole.format(usd));
export const usdExact = (usd: number): string => signed(usdCents.format(usd), usd);
export const priceText = (usd: number): string => (Number.isNaN(usd) ? '–' : tidy(usdCents.format(usd)));
export const countText = (count: number): string => tidy(whole.format(count));
export const packagesText = (count: number): string => tidy(compact.format(count));
export const packagesChange = (count: number): string => signed(compact.format(count), count);
export const percentText = (share: number, digits = 0): string =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(digits)}%`;
export const daysText = (days: number): string => (Number.isNaN(days) ? '–' : `${days.toFixed(2)} d`);
export function daysChange(days: number): string {
  return Number.isNaN(days) ? '–' : signed(days.toFixed(2), days);
}
