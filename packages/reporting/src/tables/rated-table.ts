import {type Outcome, OTHER, USPS, deliverers} from '@cutover/core';
import {firstDayOf, postageKeys} from '../money/postage.ts';
import type {Priced} from '../money/price.ts';
import {count, distinct, double, sortedRows, type TableSource, tableOf, text} from './source.ts';

/**
 * Packages that a rate card or a bid won prices, at full volume: by epoch, deliverer, postal price (USPS) or ZIP3, and
 * class.
 */
export function ratedTable(outcome: Outcome, {rated}: Pick<Priced, 'rated'>): TableSource {
  const {twin, ledger} = outcome;
  const {classCount} = ledger;
  const mailKeys = postageKeys(twin);
  const {texts: keys, places} = distinct([...mailKeys, ...rated.zip3]);
  const classIds = twin.mix.map(({classId}) => classId);
  const classOrder = sortedRows(classIds);
  const epochs: number[] = [];
  const ways: number[] = [];
  const rateKeys: number[] = [];
  const classes: number[] = [];
  const packages: number[] = [];
  const add = (epoch: number, way: number, keyRow: number, all: Float64Array, from: number): void => {
    for (const k of classOrder) {
      if (all[from + k] === 0) continue;
      epochs.push(epoch);
      ways.push(way);
      rateKeys.push(places[keyRow]);
      classes.push(k);
      packages.push(all[from + k]);
    }
  };
  for (let epoch = 0; epoch < ledger.epochs.length; epoch++) {
    rated.zip3.forEach((_, row) => {
      const from = (epoch * rated.zip3.length + row) * classCount;
      add(epoch, OTHER, mailKeys.length + row, rated.other, from);
    });
    mailKeys.forEach((_, key) => {
      add(epoch, USPS, key, rated.usps, (epoch * mailKeys.length + key) * classCount);
    });
  }
  return tableOf('rated', Int32Array.from(epochs.keys()), [
    count('epoch', (row) => epochs[row]),
    {name: 'priced_on', type: 'date', read: (row) => firstDayOf(outcome, epochs[row])},
    text('deliverer', deliverers, (row) => ways[row]),
    text('rate_key', keys, (row) => rateKeys[row]),
    text('class_id', classIds, (row) => classes[row]),
    double('packages', (row) => packages[row]),
  ]);
}
