/** One thing wrong with one place in a twin. Code matches on `rule`; people read the rest. */
export interface Issue {
  readonly rule: string; // stable, as in `unknown-node`
  readonly file: string; // as in `lanes.csv`, or `scenarios/exit.yaml`
  readonly row?: number; // line of the file, the header is 1
  readonly column?: string;
  readonly found: string; // what was there, quoted as given
  readonly expected: string;
  readonly fix: string; // what to do about it
}

const ISSUES_SHOWN_MAX = 20;

/** `lanes.csv:7 road_miles: found "-3", expected a number >= 0; give the miles by road` */
export function issueText(issue: Issue): string {
  const where = `${issue.file}${issue.row === undefined ? '' : `:${issue.row}`}`;
  const column = issue.column === undefined ? '' : ` ${issue.column}`;
  return `${where}${column}: found ${issue.found}, expected ${issue.expected}; ${issue.fix}`;
}

/** Thrown once per load with every issue found, so that a planner repairs a twin in one sitting (exit code 1). */
export class TwinError extends Error {
  override readonly name = 'TwinError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const lines = issues.slice(0, ISSUES_SHOWN_MAX).map((issue) => `  ${issueText(issue)}`);
    const unseen = issues.length - lines.length;
    if (unseen > 0) lines.push(`  and ${unseen} more; \`cutover check\` lists all`);
    super(`The twin has ${issues.length} problem${issues.length === 1 ? '' : 's'}:\n${lines.join('\n')}`);
    this.issues = issues;
  }
}

/** Something the user's files or disk made impossible; its message is all a planner needs (exit code 1). */
export class DataError extends Error {
  override readonly name = 'DataError';
}
