const KEPT_MAX = 8; // of each kind; what is kept of a nation has two megabytes

/** Keeps the last few. What failed is made again when asked for again: files may have been mended. */
export function createKept<Made>(): (key: string, make: () => Promise<Made>) => Promise<Made> {
  const kept = new Map<string, Promise<Made>>();
  return (key, make) => {
    const made = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    for (const oldest of [...kept.keys()].slice(0, -KEPT_MAX)) kept.delete(oldest);
    return made;
  };
}
