import {type Issue, meantText, type Table} from '@cutover/core';
import {isNode, isScalar, LineCounter, parseDocument} from 'yaml';

type Schema<Value> = Table<Value>['row'];
type SchemaIssue = NonNullable<ReturnType<Schema<unknown>['safeParse']>['error']>['issues'][number];
type Document = ReturnType<typeof parseDocument>;
type Path = readonly PropertyKey[];

/** A YAML file as far as it could be read: a value, or every reason why there is none. */
export interface ReadYaml<Value> {
  readonly value: Value | null;
  readonly issues: readonly Issue[];
}

/** Reads YAML text by its schema; issues carry the line. Never throws. */
export function readYaml<Value>(schema: Schema<Value>, text: string, file: string): ReadYaml<Value> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {lineCounter, prettyErrors: false});
  if (document.errors.length > 0) {
    const issues = document.errors.map(({pos, message}) =>
      syntaxIssue(message, lineCounter.linePos(pos[0]).line, file),
    );
    return {value: null, issues};
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return {value: parsed.data, issues: []};
  const lineOf = (path: Path) => lineCounter.linePos(startOf(document, path)).line;
  const missing = parsed.error.issues.map(({path}) => path).filter((path) => nodeAt(document, path) === undefined);
  return {
    value: null,
    issues: parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey([...issue.path, key], missing, lineOf([...issue.path, key]), file))
        : [valueIssue(issue, nodeAt(document, issue.path), lineOf(issue.path), file)],
    ),
  };
}

function nodeAt(document: Document, path: Path): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}

/** Where a value begins; for one that is absent, where its nearest parent does. */
function startOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(document, path.slice(0, length));
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function syntaxIssue(message: string, row: number, file: string): Issue {
  return {
    rule: 'bad-yaml',
    file,
    row,
    found: message.split('\n')[0],
    expected: 'YAML',
    fix: 'correct the line; indent with spaces, and quote text that has ": " or "#" in it',
  };
}

function valueIssue(issue: SchemaIssue, node: unknown, row: number, file: string): Issue {
  const column = issue.path.join('.');
  const place = {file, row, ...(column === '' ? {} : {column})};
  const expected = issue.message.replace(/^Invalid input: expected /, '');
  if (node === undefined) return {rule: 'missing-key', ...place, found: 'nothing', expected, fix: `add ${column}`};
  const source = isScalar(node) ? (node.source ?? String(node.value)) : 'a value of another shape';
  if (issue.code === 'invalid_type' && issue.expected === 'string' && isScalar(node)) {
    const fix = `put it in quotes: "${zipText(source)}"`;
    return {rule: 'unquoted-text', ...place, found: source, expected: 'text', fix};
  }
  return {rule: 'bad-value', ...place, found: source, expected, fix: `correct ${column === '' ? 'the file' : column}`};
}

/** YAML reads 01001 as a number; in quotes it stays a ZIP. */
function zipText(source: string): string {
  return /^\d{3,4}$/.test(source) ? source.padStart(5, '0') : source;
}

/** A key nobody asked for, most likely one of the keys that are missing beside it. */
function unknownKey(path: Path, missing: readonly Path[], row: number, file: string): Issue {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1).join('.');
  const siblings = missing
    .filter((other) => other.slice(0, -1).join('.') === parent)
    .map((other) => String(other.at(-1)));
  return {
    rule: 'unknown-key',
    file,
    row,
    column: path.join('.'),
    found: `the key "${key}"`,
    expected: 'only keys of the format',
    fix: `${meantText(key, siblings)}rename it or take it out`,
  };
}
