import {classGroups} from '@cutover/core';
import {priceUsd, type TextTable, wholeText} from '@cutover/reporting';
import type {Flip, HandoffPrice, ZipOption} from '@cutover/runner';

const carrierText = {owned: 'own vans', usps: 'USPS', other: 'another carrier'} as const;

/** Options of a ZIP, the planned one first, then the cheapest. */
export function optionTable(options: readonly ZipOption[]): TextTable {
  const sorted = [...options].sort(
    (a, b) =>
      Number(b.isPlanned) - Number(a.isPlanned) || Number(b.isOpen) - Number(a.isOpen) || a.totalUsd - b.totalUsd,
  );
  const line = (label: string, cell: (option: ZipOption) => string) => [label, ...sorted.map(cell)];
  const usd = (amount: number): string => `$${wholeText(amount)}`;
  return {
    head: ['USD a week', ...sorted.map(({isPlanned, isOpen}, i) => headText(isPlanned, isOpen, i + 1))],
    rows: [
      ...classGroups.map((group) => line(group, ({mainCarrier}) => carrierText[mainCarrier[group]])),
      line('own station', ({station}) => station ?? '–'),
      line('Linehaul and sort to it', (option) => usd(option.usd.way)),
      line('Own last mile', (option) => usd(option.usd.road)),
      line('USPS, all in', (option) => usd(option.usd.usps)),
      line('Other carriers, all in', (option) => usd(option.usd.other)),
      line('Days late, at their price', (option) => usd(option.usd.late)),
      line('Price of room there', ({pricesUsd}) => usd(pricesUsd.room)),
      line('Price of USPS volume', ({pricesUsd}) => signedUsd(pricesUsd.usps)),
      ...(sorted.some(({pricesUsd}) => pricesUsd.other > 0)
        ? [line("Price of other carriers' room", ({pricesUsd}) => usd(pricesUsd.other))]
        : []),
      ...(sorted.some(({pricesUsd}) => pricesUsd.announced > 0)
        ? [line('Not as announced, at its price', ({pricesUsd}) => usd(pricesUsd.announced))]
        : []),
      line('In all', ({totalUsd}) => signedUsd(totalUsd)),
      line('Change to it, once', ({changeUsd}) => signedUsd(changeUsd)),
      ...(sorted.some(({changePriceUsd}) => changePriceUsd > 0)
        ? [line('Price of limits on changes', ({changePriceUsd}) => usd(changePriceUsd))]
        : []),
    ],
  };
}

function headText(isPlanned: boolean, isOpen: boolean, number: number): string {
  return isPlanned ? 'planned' : isOpen ? `option ${number}` : `closed ${number}`;
}

/** Where the mail is entered, and where its price is from. */
export function handoffText({facilityId, wonUsdPerPackage}: HandoffPrice): string {
  const place = `USPS packages enter the mail at ${facilityId}`;
  if (wonUsdPerPackage === null) return `${place}, at the contract's or list price.`;
  return `${place} for ${priceUsd(wonUsdPerPackage)} each, won by a bid (won.csv).`;
}

/** What would change it, in words. */
export function flipText({of, station, now, at, to}: Flip): string {
  const then = wayText(to);
  if (of === 'volume') return `At ${wholeText(at)} packages a week instead of ${wholeText(now)}: ${then}.`;
  const what = of === 'USPS price' ? 'If USPS cost, all in,' : `If room at ${station} were worth`;
  return `${what} ${priceUsd(at)} a package instead of ${priceUsd(now)}: ${then}.`;
}

/** As `light own vans, heavy own vans from DS1`. */
export function wayText({mainCarrier, station}: ZipOption): string {
  const groups = classGroups.slice(0, 2).map((group) => `${group} ${carrierText[mainCarrier[group]]}`);
  return `${groups.join(', ')}${station === null ? '' : `, station ${station}`}`;
}

function signedUsd(usd: number): string {
  return `${usd < 0 ? '−' : ''}$${wholeText(Math.abs(usd))}`;
}
