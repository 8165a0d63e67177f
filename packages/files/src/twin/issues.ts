import type {Issue} from '@cutover/core';

const ALIKE_MAX = 100; // of one rule in one column of one file: a column misread in 100,000 rows is one mistake

/** Keeps the first 100 of issues that are alike, in the order found, and says in one more how many there were. */
export function capIssues(issues: readonly Issue[]): Issue[] {
  const alike = new Map<string, {count: number; last: Issue}>();
  const kept: Issue[] = [];
  for (const issue of issues) {
    const kind = `${issue.file}\n${issue.rule}\n${issue.column ?? ''}`;
    const count = (alike.get(kind)?.count ?? 0) + 1;
    alike.set(kind, {count, last: issue});
    if (count <= ALIKE_MAX) kept.push(issue);
  }
  for (const {count, last} of alike.values()) {
    if (count > ALIKE_MAX) kept.push({...last, found: `${count - ALIKE_MAX} more, the last ${last.found}`});
  }
  return kept;
}
