import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkTwin, readTwin, writeTwin} from '@cutover/files';
import {expect, test} from 'vitest';
import {smallScenarios, smallTwin} from '../support/small-twin.ts';
import {tempFolder} from '../support/temp-folder.ts';

const folder = tempFolder();
let made = 0;

async function twinWith(rows: readonly string[]): Promise<string> {
  const directory = join(folder, `twin-${made++}`);
  await writeTwin(directory, {twin: smallTwin(), scenarios: smallScenarios()});
  const header = 'parameter,other_parameter,rank_correlation,confidence,source';
  writeFileSync(join(directory, 'correlations.csv'), [header, ...rows, ''].join('\n'));
  return directory;
}

const issuesOf = async (rows: readonly string[]) =>
  (await checkTwin(await twinWith(rows))).map(({rule, file, row, column}) => `${rule} ${file}:${row} ${column}`);

test('correlations are part of the twin; without the file there are none', async () => {
  const directory = await twinWith(['fuel_index,other_carrier_fuel,0.8,assumption,both follow diesel']);
  expect((await readTwin(directory)).correlations).toEqual([
    {
      ...{parameter: 'fuel_index', otherParameter: 'other_carrier_fuel', rankCorrelation: 0.8},
      ...{confidence: 'assumption', source: 'both follow diesel'},
    },
  ]);
  const plain = join(folder, 'plain');
  await writeTwin(plain, {twin: smallTwin(), scenarios: smallScenarios()});
  expect('correlations' in (await readTwin(plain))).toBe(false);
});

test('names, pairs and numbers that cannot be meant are refused, each with its row', async () => {
  const found = await issuesOf([
    'fuel_indx,contract_price,0.5,assumption,a misspelt name',
    'fuel_index,other_carrier_fuel,0.5,assumption,fine',
    'other_carrier_fuel,fuel_index,0.5,assumption,the same pair',
    'fuel_index,fuel_index,0.5,assumption,with itself',
  ]);
  expect(found).toEqual([
    'unknown-parameter correlations.csv:2 parameter',
    'pair-twice correlations.csv:4 parameter, other_parameter',
    'correlated-with-itself correlations.csv:5 parameter, other_parameter',
  ]);
  expect((await issuesOf(['fuel_index,contract_price,1.5,assumption,beyond 1']))[0]).toContain('correlations.csv:2');
});

test('a row that contradicts those above it is named', async () => {
  const two = [
    'fuel_index,contract_price,0.9,assumption,a with b',
    'contract_price,truck_usd_per_mile,0.9,assumption,b with c; then c and a are not independent',
  ];
  const contradict = ['correlations-contradict correlations.csv:3 rank_correlation'];
  expect(await issuesOf(two)).toEqual(contradict);
  expect(await issuesOf([...two, 'truck_usd_per_mile,fuel_index,-0.9,assumption,c against a'])).toEqual(contradict);
  expect(await issuesOf([...two, 'truck_usd_per_mile,fuel_index,0.8,assumption,c with a'])).toEqual([]);
});
