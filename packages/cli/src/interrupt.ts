// What to undo when the process is told to stop. main.ts hears the signals.
const cleanUps = new Set<() => Promise<void>>();
let isStopping = false;

/** Runs work; if the process is told to stop meanwhile, `cleanUp` is the last thing it does. */
export async function withCleanUp<Result>(cleanUp: () => Promise<void>, work: () => Promise<Result>): Promise<Result> {
  cleanUps.add(cleanUp);
  try {
    return await work();
  } finally {
    cleanUps.delete(cleanUp);
    if (isStopping) await new Promise(() => undefined); // nothing follows what is being undone
  }
}

/** Undoes what is under way, as far as that is possible. */
export async function cleanUpAll(): Promise<void> {
  isStopping = true;
  await Promise.allSettled([...cleanUps].map((cleanUp) => cleanUp()));
}
