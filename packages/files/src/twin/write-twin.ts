import {existsSync} from 'node:fs';
import {cp, mkdir, readdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {type Rate, rateTable, type Scenario, type Table, type Twin, twinTables} from '@cutover/core';
import {stringify} from 'yaml';
import {csvText} from '../csv/write.ts';
import {onDisk} from '../disk/disk.ts';
import {openPlace} from '../disk/place.ts';

export interface TwinFiles {
  readonly twin: Twin; // a base twin: `target` is no part of a directory
  readonly scenarios: readonly Scenario[];
  readonly contractsText?: string; // contracts.yaml as written by hand, with its comments; absent: from the twin
}

const YAML_OPTIONS = {lineWidth: 120};

/**
 * Writes a twin directory: whole or not at all, in place of an older twin. Files there that are none of a twin's own
 * (a README, zip-map.csv, calibration.yaml) are kept. Rates go to `tariffs/PRODUCT.csv`.
 *
 * @throws DataError if `directory` holds something else than a twin, or the disk is full or refuses
 */
export async function writeTwin(directory: string, files: TwinFiles): Promise<void> {
  const place = await openPlace(directory, 'twin.yaml');
  try {
    await onDisk(directory, async () => {
      const texts = twinTexts(files);
      await keepOthers(directory, place.path, new Set(texts.map(([name]) => name)));
      for (const [name, text] of texts) {
        await mkdir(dirname(join(place.path, name)), {recursive: true});
        await writeFile(join(place.path, name), text);
      }
    });
    await place.commit();
  } catch (error) {
    await place.abandon();
    throw error;
  }
}

/** The text of `scenarios/NAME.yaml`. */
export function scenarioText(scenario: Scenario): string {
  return stringify(scenario, YAML_OPTIONS);
}

function twinTexts({twin, scenarios, contractsText}: TwinFiles): [name: string, text: string][] {
  const tables = Object.entries(twinTables).filter(([name]) => name !== 'rates');
  return [
    ['twin.yaml', stringify(twin.settings, YAML_OPTIONS)],
    ...tables.map(([name, table]): [string, string] => [
      table.file,
      csvText(table as Table<object>, twin[name as keyof typeof twinTables]),
    ]),
    ['contracts.yaml', contractsText ?? stringify({usps: twin.contract}, YAML_OPTIONS)],
    ...[...ratesByProduct(twin.rates)].map(([product, rates]): [string, string] => [
      `tariffs/${fileName(product)}.csv`,
      csvText(rateTable, rates),
    ]),
    ...scenarios.map((scenario): [string, string] => [`scenarios/${scenario.name}.yaml`, scenarioText(scenario)]),
  ];
}

function ratesByProduct(rates: readonly Rate[]): Map<string, Rate[]> {
  const byProduct = new Map<string, Rate[]>();
  for (const rate of rates) {
    const product = byProduct.get(rate.product) ?? [];
    product.push(rate);
    byProduct.set(rate.product, product);
  }
  return byProduct;
}

/** `parcel_select` is a name in formulas, `parcel-select.csv` one on disks. */
function fileName(product: string): string {
  return product.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

async function keepOthers(from: string, to: string, ours: ReadonlySet<string>): Promise<void> {
  if (!existsSync(from)) return;
  for (const name of await readdir(from)) {
    if (ours.has(name) || name === 'tariffs' || name === 'scenarios') continue;
    await cp(join(from, name), join(to, name), {recursive: true});
  }
}
