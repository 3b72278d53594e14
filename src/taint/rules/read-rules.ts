import { isMap, isSeq, type Node } from 'yaml';
import type { Fault } from '../../contract/errors.ts';
import type { GrammarName } from '../../util/grammars.ts';
import { FORMULA_KEYS, readFormula } from './read-formula.ts';
import { readTaint } from './read-taint.ts';
import type { Rule } from './rule.ts';
import { type Entry, openYaml, type YamlReader } from './yaml-reader.ts';

const LANGUAGES: Readonly<Record<string, readonly GrammarName[]>> = {
  javascript: ['javascript', 'typescript', 'tsx'],
  js: ['javascript', 'typescript', 'tsx'],
  typescript: ['typescript', 'tsx'],
  ts: ['typescript', 'tsx'],
  php: ['php'],
  python: ['python'],
  py: ['python'],
  // Of text alone: files of all languages that we read.
  regex: ['javascript', 'typescript', 'tsx', 'php', 'python'],
};
const SEVERITIES: Readonly<Record<string, Rule['severity']>> = { ERROR: 'error', CRITICAL: 'error', HIGH: 'error', WARNING: 'warning', MEDIUM: 'warning', INFO: 'note', LOW: 'note' };
const TAINT_KEYS = ['pattern-sources', 'pattern-sinks', 'pattern-sanitizers', 'pattern-propagators'];
const RULE_KEYS = ['id', 'mode', 'languages', 'message', 'severity', 'metadata', 'paths', 'min-version', 'max-version', 'options', 'fix', 'fix-regex', ...FORMULA_KEYS, ...TAINT_KEYS];
const OUR_KEYS = ['guards', 'resolved', 'relative', 'clears', 'context', 'characters', 'scope', 'models', 'sources', 'sinks'];

/** The rules of a file's text and all that is wrong with it; a rule with a fault is not among the rules. `file` is for the faults. */
export async function readRules(text: string, file: string): Promise<{ rules: readonly Rule[]; faults: readonly Fault[] }> {
  const { root, reader } = openYaml(text, file);
  const rules: Rule[] = [];
  if (reader.faults.length > 0) return { rules, faults: reader.faults };
  const [list] = reader.entries(root, '', ['rules']);
  if (list === undefined && reader.faults.length === 0) reader.fault({ line: 1, column: 1 }, 'rules', 'nothing', 'a list of rules');
  const ids = new Set<string>();
  for (const [at, node] of (list === undefined ? [] : reader.items(list.value, 'rules')).entries()) {
    const before = reader.faults.length;
    const rule = await readRule(reader, node, `rules[${at}]`);
    if (rule !== null && ids.has(rule.id)) reader.fault(reader.placeOf(node), `rules[${at}].id`, `${rule.id} again`, 'an id that no other rule has');
    if (rule === null || reader.faults.length > before) continue;
    ids.add(rule.id);
    rules.push(rule);
  }
  return { rules, faults: reader.faults };
}

async function readRule(reader: YamlReader, node: Node, field: string): Promise<Rule | null> {
  const entries = reader.entries(node, field, RULE_KEYS);
  const owner: Entry = { key: '', value: node, place: reader.placeOf(node), field };
  const of = (key: string): Entry | undefined => entries.find((entry) => entry.key === key);
  for (const key of ['id', 'languages', 'message', 'severity']) if (of(key) === undefined) reader.fault(owner.place, `${field}.${key}`, 'nothing', `the rule’s ${key}`);
  const textOf = (key: string): string => { const entry = of(key); return entry === undefined ? '' : (reader.text(entry.value, entry.field) ?? ''); };
  const modeEntry = of('mode');
  const mode = modeEntry === undefined ? 'search' : reader.choice(modeEntry.value, modeEntry.field, ['search', 'taint']);
  if (mode === null) return null;
  const grammars = readLanguages(reader, of('languages'));
  const { metadata, ours } = readMetadata(reader, of('metadata'));
  const misplaced = entries.filter(({ key }) => (mode === 'taint' ? FORMULA_KEYS : TAINT_KEYS).includes(key));
  for (const entry of misplaced) reader.fault(entry.place, entry.field, `${entry.key} in mode ${mode}`, mode === 'taint' ? TAINT_KEYS.join(', ') : 'mode: taint');
  const context = { reader, grammars, isSymbolic: readOptions(reader, of('options')), ...(isForText(of('languages'), reader) ? { text: 'regex' as const } : {}) };
  const severityEntry = of('severity');
  const severity = severityEntry === undefined ? null : reader.choice(severityEntry.value, severityEntry.field, Object.keys(SEVERITIES));
  return {
    id: textOf('id'), mode, grammars, message: textOf('message').trim(),
    severity: SEVERITIES[severity ?? 'WARNING'] ?? 'warning',
    cwe: cweOf(metadata['cwe']), metadata, paths: readPaths(reader, of('paths')),
    search: mode === 'search' ? await readFormula(context, entries, owner) : null,
    taint: mode === 'taint' ? await readTaint(context, entries, ours, owner) : null,
  };
}

function readLanguages(reader: YamlReader, entry: Entry | undefined): GrammarName[] {
  const grammars = new Set<GrammarName>();
  for (const name of entry === undefined ? [] : reader.texts(entry.value, entry.field)) {
    const known = LANGUAGES[name.toLowerCase()];
    if (known === undefined && entry !== undefined) reader.fault(entry.place, entry.field, name, `one of ${Object.keys(LANGUAGES).join(', ')}`);
    for (const grammar of known ?? []) grammars.add(grammar);
  }
  return [...grammars];
}

function isForText(entry: Entry | undefined, reader: YamlReader): boolean {
  return entry !== undefined && isSeq(entry.value) && reader.texts(entry.value, entry.field).every((name) => name.toLowerCase() === 'regex');
}

function readMetadata(reader: YamlReader, entry: Entry | undefined): { metadata: Record<string, unknown>; ours: Entry[] } {
  if (entry === undefined) return { metadata: {}, ours: [] };
  if (!isMap(entry.value)) {
    reader.fault(entry.place, entry.field, 'no mapping', 'a mapping');
    return { metadata: {}, ours: [] };
  }
  const own = entry.value.get('ase', true) as Node | undefined;
  // Without aliases: a bomb of them would not fit into memory.
  const metadata = JSON.parse(JSON.stringify(entry.value, (_, value: unknown) => value)) as Record<string, unknown>;
  return { metadata, ours: own === undefined ? [] : reader.entries(own, `${entry.field}.ase`, OUR_KEYS) };
}

function cweOf(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value];
  return texts.flatMap((text) => (typeof text === 'string' || typeof text === 'number' ? [/^(?:CWE-)?(\d+)\b/iu.exec(String(text))?.[1]] : [])).flatMap((number) => (number === undefined ? [] : [`CWE-${Number(number)}`]));
}

const SYMBOLIC = 'symbolic_propagation';
/** Options that say what is done here anyway, and how; another value of one of these would change what is found. */
const OPTIONS: Readonly<Record<string, boolean>> = {
  ac_matching: true, attr_expr: true, commutative_boolop: false, constant_propagation: true, decorators_order_matters: false, flddef_assign: true, guarded_taint_signatures: true, implicit_return: true, interfile: true,
  taint_assume_safe_booleans: false, taint_assume_safe_functions: false, taint_assume_safe_indexes: false, taint_assume_safe_numbers: false, taint_intrafile: true, vardef_assign: true,
};

/** Whether names stand for the expressions that they were given, the one option that is a choice. */
function readOptions(reader: YamlReader, entry: Entry | undefined): boolean {
  let isSymbolic = false;
  for (const option of entry === undefined ? [] : reader.entries(entry.value, entry.field, [SYMBOLIC, ...Object.keys(OPTIONS)])) {
    const asked = reader.flag(option.value, option.field);
    if (option.key === SYMBOLIC) isSymbolic = asked;
    else if (asked !== OPTIONS[option.key]) reader.fault(option.place, option.field, String(asked), `${OPTIONS[option.key]}, which is how it is done here`);
  }
  return isSymbolic;
}

function readPaths(reader: YamlReader, entry: Entry | undefined): Rule['paths'] {
  if (entry === undefined) return null;
  const parts = reader.entries(entry.value, entry.field, ['include', 'exclude']);
  const of = (key: string): string[] => parts.filter((part) => part.key === key).flatMap((part) => reader.texts(part.value, part.field));
  return { include: of('include'), exclude: of('exclude') };
}
