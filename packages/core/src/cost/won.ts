import type {Twin} from '../model/twin.ts';

/** Prices of hand-offs that were won by bids, whatever the class: USD per package, by facility_id. */
export function wonPrices({won = []}: Pick<Twin, 'won'>): ReadonlyMap<string, number> {
  return new Map(
    won.flatMap(({facilityId, usdPerPackage}) => (usdPerPackage === undefined ? [] : [[facilityId, usdPerPackage]])),
  );
}

/** Hand-offs whose bid was lost: nothing enters the mail there. */
export function lostHandoffs({won = []}: Pick<Twin, 'won'>): ReadonlySet<string> {
  return new Set(won.flatMap(({facilityId, answer}) => (answer === 'lost' ? [facilityId] : [])));
}

/** The same twin at the prices it has without any bid. */
export function withoutBids(twin: Twin): Twin {
  const {won, ...rest} = twin;
  return won === undefined ? twin : rest;
}
