import type {NotJoined} from '@cutover/files';
import {wholeText} from '@cutover/reporting';
import {printLine} from './output.ts';

const NAMED_MAX = 10; // ids a line of text names; --json has all

/** A line for each reason why something of a file or of the twin found no partner. */
export function printNotJoined(notJoined: readonly NotJoined[]): void {
  for (const {reason, ids} of notJoined) {
    const unnamed = ids.length - NAMED_MAX;
    const names = ids.slice(0, NAMED_MAX).join(', ') + (unnamed > 0 ? ` and ${wholeText(unnamed)} more` : '');
    printLine(`  ${wholeText(ids.length)} ${reason}: ${names}`);
  }
}
