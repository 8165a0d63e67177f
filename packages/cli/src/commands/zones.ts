import {Command} from '@commander-js/extra-typings';
import {DataError, issueText} from '@cutover/core';
import {readZonedPairs, readZones, type ZonedPairs, zonedPairsText} from '@cutover/files';
import {wholeText} from '@cutover/reporting';
import {printJson} from '../terminal/output.ts';
import {referenceTwin} from '../twin/reference-twin.ts';

const NAMED_MAX = 20; // ZIP3s that the note on stderr names

export const zonesCommand = new Command('zones')
  .argument('<file>', 'CSV with origin_zip3 and destination_zip3; other columns and the order of rows stay')
  .option('--twin <dir>', 'twin directory whose SCFs count (default: the reference twin of the United States)')
  .option('--json', 'print the pairs as JSON')
  .addHelpText(
    'after',
    `
Zones are those of the twin's zones.csv where it has one (\`cutover data import-zones\`), else by the official rule:
miles from the centre of the half-degree cell of the origin's SCF to the nearest point of the destination's, SCFs by
scf.csv (\`cutover data import-scf\`), or by entry.csv without that file. A ZIP3 without SCF (military, unassigned)
gets an empty zone; such rows are counted on stderr. A zone column that is there already is overwritten.`,
  )
  .action(async (file, options) => {
    const pairs = await readZonedPairs(file, await readZones(options.twin ?? referenceTwin()));
    const {issues} = pairs;
    if (issues.length > 0) {
      if (options.json) printJson({file, issues});
      const lines = issues.map((issue) => `\n  ${issueText(issue)}`).join('');
      throw new DataError(`"${file}" has ${issues.length === 1 ? '1 problem' : `${issues.length} problems`}:${lines}`);
    }
    if (options.json) printJson(jsonOf(pairs));
    else process.stdout.write(zonedPairsText(pairs));
    if (pairs.withoutZone > 0) process.stderr.write(`${withoutText(pairs)}\n`);
  });

function jsonOf({columns, rows, withoutZone, zip3sWithoutScf}: ZonedPairs) {
  const pairs = rows.map(({cells, zone}) => ({
    ...Object.fromEntries(columns.map((name, i) => [name, cells[i]])),
    zone: zone ?? null,
  }));
  return {withoutZone, zip3sWithoutScf, pairs};
}

function withoutText({rows, withoutZone, zip3sWithoutScf}: ZonedPairs): string {
  const unnamed = zip3sWithoutScf.length - NAMED_MAX;
  const names = zip3sWithoutScf.slice(0, NAMED_MAX).join(', ') + (unnamed > 0 ? ` and ${unnamed} more` : '');
  const count = `${wholeText(withoutZone)} of ${wholeText(rows.length)}`;
  return `${count} pairs have no zone: no SCF serves ZIP3 ${names}.`;
}
