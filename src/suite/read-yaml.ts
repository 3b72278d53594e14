import { readFile } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Fault, FaultsError } from '../contract/errors.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { nearestNames } from '../util/nearest.ts';

/** A file's value, or everything that is wrong with it. */
export type Read<Value> = { readonly value: Value; readonly faults: readonly [] } | { readonly value: null; readonly faults: readonly Fault[] };

/** More would only be the same again. */
const MAX_ALIASES = 100;

/**
 * A YAML file of a person, held against its schema.
 * @throws AseError `not-found`, `permission`
 */
export async function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): Promise<Read<z.output<Schema>>> {
  return parseYaml(file, await withDiskErrors(file, () => readFile(file, 'utf8')), schema);
}

/** Of a text; `file` is for the faults. */
function parseYaml<Schema extends z.ZodType>(file: string, text: string, schema: Schema): Read<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faultAt = (offset: number | undefined, fault: Omit<Fault, 'file' | 'line' | 'column'>): Fault => {
    const place = offset === undefined ? null : lines.linePos(offset);
    return { file, line: place?.line ?? null, column: place?.col ?? null, ...fault };
  };
  if (document.errors.length > 0) {
    return { value: null, faults: document.errors.map((error) => faultAt(error.pos[0], { field: '', found: `text that is no YAML (${error.message.split('\n', 1)[0]})`, expected: 'YAML' })) };
  }
  let input: unknown;
  try {
    input = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return { value: null, faults: [faultAt(undefined, { field: '', found: (error as Error).message, expected: `at most ${MAX_ALIASES} aliases` })] };
  }
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return { value: parsed.data, faults: [] };
  return { value: null, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, document.contents, faultAt)) };
}

type FaultAt = (offset: number | undefined, fault: Omit<Fault, 'file' | 'line' | 'column'>) => Fault;
type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, root: Node | null, faultAt: FaultAt): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => faultAt(offsetOf(root, [...issue.path, key]), { field: fieldOf([...issue.path, key]), found: 'a field that there is not', expected: expectedField(root, issue, key) }));
  }
  if (issue.code === 'invalid_union') {
    // The branch that came furthest says best what is wrong.
    const branches = issue.errors.filter((errors) => errors.length > 0).sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
    const [best] = branches;
    if (best !== undefined && depthOf(best) > 0) return best.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, root, faultAt));
    const wanted = branches.flatMap((errors) => errors.map(expectationOf));
    return [faultAt(offsetOf(root, issue.path), { field: fieldOf(issue.path), found: describe(issue.input), expected: wanted.length === 0 ? expectationOf(issue) : [...new Set(wanted)].join(' or ') })];
  }
  return [faultAt(offsetOf(root, issue.path), { field: fieldOf(issue.path), found: describe(issue.input), expected: expectationOf(issue) })];
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(...issues.map(({ path }) => path.length));
}

/** zod writes `Invalid input: expected string, received undefined`; ours begin with `expected`. */
function expectationOf(issue: Issue): string {
  const [, expected] = /expected (.*?)(?:, received .*)?$/.exec(issue.message) ?? [];
  return expected ?? issue.message;
}

function expectedField(root: Node | null, issue: Issue, key: string): string {
  const node = root === null ? undefined : nodeAt(root, issue.path);
  const others = isMap(node) ? node.items.map(({ key: other }) => (isScalar(other) ? String(other.value) : '')).filter((other) => other !== key) : [];
  const [near] = nearestNames(key, KNOWN_FIELDS.filter((field) => !others.includes(field)), 1);
  return near === undefined ? 'no such field' : `no such field (did you mean ${near}?)`;
}

const KNOWN_FIELDS = ['schema', 'id', 'title', 'cve', 'ghsa', 'cwe', 'class', 'severity', 'language', 'source', 'fixed', 'files', 'regions', 'file', 'lines', 'symbol', 'sha256', 'allow', 'remove', 'environment', 'runtime', 'dependencies', 'tools', 'build', 'checks', 'tests', 'exploits', 'rule', 'rules', 'results', 'contract', 'image', 'command', 'program', 'candidates', 'idea', 'verdict', 'replacement', 'patch', 'limits', 'timeoutMs', 'memoryBytes', 'processes', 'diskBytes', 'fileBytes', 'outputBytes', 'notes', 'accept', 'finding', 'of', 'because', 'version', 'integrity', 'commit', 'name', 'tasks', 'type', 'url', 'path', 'digest', 'ref', 'repository', 'run', 'privileged', 'status', 'test', 'exploit', 'types', 'baseline', 'cut', 'otherFlaws', 'origin', 'row', 'seed', 'hits'];

function describe(input: unknown): string {
  if (input === undefined) return 'nothing';
  const text = JSON.stringify(input) ?? typeof input;
  return text.length <= 80 ? text : `${text.slice(0, 79).toWellFormed()}…`;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, part) => (typeof part === 'number' ? `${field}[${part}]` : field === '' ? String(part) : `${field}.${String(part)}`), '');
}

/** Of the node at a path, or of the nearest one above it that is there. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number | undefined {
  if (root === null) return undefined;
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(root, path.slice(0, length));
    if (node?.range !== undefined && node.range !== null) return node.range[0];
  }
  return undefined;
}

/** With a map's last part, the key itself: it is what people look for. */
function nodeAt(root: Node, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = root;
  for (const part of path) {
    if (node === null || typeof node !== 'object' || !('get' in node)) return undefined;
    node = (node as { get(key: unknown, keepScalar: boolean): unknown }).get(part, true);
  }
  return node as Node | undefined;
}

/** @throws FaultsError with all of them at once */
export function valueOrThrow<Value>(read: Read<Value>, message: string): Value {
  if (read.value === null) throw new FaultsError(message, read.faults);
  return read.value;
}
