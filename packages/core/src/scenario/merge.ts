/** A copy of `whole` with the fields of `part` that are given. */
export function mergeFields<Row extends object>(whole: Row, part: {readonly [Field in keyof Row]?: unknown}): Row {
  const given = Object.entries(part).filter(([, field]) => field !== undefined);
  return {...whole, ...(Object.fromEntries(given) as Partial<Row>)};
}

/** Whether two plain values (records, arrays, text, numbers) say the same; the order of fields says nothing. */
export function saysSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [fieldsOfA, fieldsOfB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (fieldsOfA.size !== fieldsOfB.size) return false;
  return [...fieldsOfA].every(([field, value]) => fieldsOfB.has(field) && saysSame(value, fieldsOfB.get(field)));
}
