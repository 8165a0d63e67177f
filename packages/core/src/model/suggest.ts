/** The candidate a person most likely meant: equal but for case and separators, or at most two letters away. */
export function didYouMean(given: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(2, Math.floor(given.length / 3)) + 1;
  const plainGiven = plainLetters(given);
  for (const candidate of candidates) {
    const plain = plainLetters(candidate);
    if (Math.abs(plain.length - plainGiven.length) >= bestDistance) continue;
    const distance = plain === plainGiven ? 0 : editDistance(plain, plainGiven);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `"lanes.csv" (did you mean …?)`, or nothing. */
export function meantText(given: string, candidates: Iterable<string>): string {
  const meant = didYouMean(given, candidates);
  return meant === undefined ? '' : `did you mean "${meant}"? `;
}

function plainLetters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), three rows at a time. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same, swapped ? before[j - 2] + 1 : Infinity));
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
