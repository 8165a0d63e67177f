// What to undo when the process is told to stop. main.ts hears the signals.
const cleanUps: (() => Promise<unknown>)[] = []; // undone from the last to the first
let isStopping = false;

/** Runs work; if the process is told to stop meanwhile, `cleanUp` runs, and nothing follows the work. */
export async function withCleanUp<Result>(
  cleanUp: () => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  cleanUps.push(cleanUp);
  try {
    return await work();
  } finally {
    if (isStopping) await new Promise(() => undefined); // the process ends before this does
    cleanUps.splice(cleanUps.lastIndexOf(cleanUp), 1);
  }
}

/** Runs work that must come to an end before the process may: what it holds would not survive being cut off. */
export function untilDone<Result>(work: () => Promise<Result>): Promise<Result> {
  const working = work();
  return withCleanUp(
    () => working,
    () => working,
  );
}

/** Cuts long work short. @throws Error if the process was told to stop */
export function refuseWhenStopping(): void {
  if (isStopping) throw new Error('told to stop');
}

/** Undoes what is under way, as far as that is possible. */
export async function cleanUpAll(): Promise<void> {
  isStopping = true;
  for (const cleanUp of [...cleanUps].reverse()) await cleanUp().catch(() => undefined);
}
