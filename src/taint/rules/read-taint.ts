import { type FormulaContext, FORMULA_KEYS, readFormula } from './read-formula.ts';
import { CONTEXTS, type Formula, type GuardSpec, type PropagatorSpec, type SanitizerSpec, type SinkSpec, SOURCE_KINDS, type SourceKind, type SourceSpec, type TaintRule } from './rule.ts';
import type { Entry } from './yaml-reader.ts';

/** One entry of a list: its formula and what its own keys say. */
interface Spec {
  readonly formula: Formula;
  readonly text: (key: string) => string | null;
  readonly flag: (key: string) => boolean;
  readonly texts: (key: string) => readonly string[] | null;
}

async function readSpecs(context: FormulaContext, entry: Entry | undefined, keys: readonly string[]): Promise<Spec[]> {
  if (entry === undefined) return [];
  const { reader } = context;
  const specs: Spec[] = [];
  for (const [at, item] of reader.items(entry.value, entry.field).entries()) {
    const owner: Entry = { ...entry, value: item, field: `${entry.field}[${at}]`, place: reader.placeOf(item) };
    const entries = reader.entries(item, owner.field, [...FORMULA_KEYS, ...keys]);
    const formula = await readFormula(context, entries, owner);
    const find = (key: string): Entry | undefined => entries.find((other) => other.key === key);
    const spec = {
      text: (key: string): string | null => { const own = find(key); return own === undefined ? null : reader.text(own.value, own.field); },
      flag: (key: string): boolean => { const own = find(key); return own !== undefined && reader.flag(own.value, own.field); },
      texts: (key: string): readonly string[] | null => { const own = find(key); return own === undefined ? null : reader.texts(own.value, own.field); },
    };
    if (formula !== null) specs.push({ formula, ...spec });
  }
  return specs;
}

/** The taint part of a rule: its lists, and ours under `metadata.ase`. */
export async function readTaint(context: FormulaContext, rule: readonly Entry[], ours: readonly Entry[], owner: Entry): Promise<TaintRule> {
  const { reader } = context;
  const of = (key: string): Entry | undefined => rule.find((entry) => entry.key === key);
  const own = (key: string): Entry | undefined => ours.find((entry) => entry.key === key);
  const modelsEntry = own('models');
  const models = modelsEntry !== undefined && reader.flag(modelsEntry.value, modelsEntry.field);
  for (const key of models ? [] : ['pattern-sources', 'pattern-sinks']) if (of(key) === undefined) reader.fault(owner.place, owner.field, `no ${key}`, `${key} in a rule of mode taint`);
  const sources: SourceSpec[] = (await readSpecs(context, of('pattern-sources'), ['label', 'requires', 'by-side-effect', 'exact'])).map((spec) => ({ formula: spec.formula, label: spec.text('label'), requires: spec.text('requires'), bySideEffect: spec.flag('by-side-effect'), exact: spec.flag('exact') }));
  const sinks: SinkSpec[] = (await readSpecs(context, of('pattern-sinks'), ['requires', 'exact'])).map((spec) => ({ formula: spec.formula, requires: spec.text('requires'), exact: spec.flag('exact') }));
  const clears = readClears(context, own('clears'));
  const sanitizers: SanitizerSpec[] = (await readSpecs(context, of('pattern-sanitizers'), ['by-side-effect', 'exact', 'not_conflicting'])).map((spec, at) => ({ formula: spec.formula, bySideEffect: spec.flag('by-side-effect'), exact: spec.flag('exact'), givesWay: spec.flag('not_conflicting'), clears: clears[at] ?? null }));
  const propagators: PropagatorSpec[] = (await readSpecs(context, of('pattern-propagators'), ['from', 'to'])).flatMap((spec) => {
    const [from, to] = [spec.text('from'), spec.text('to')];
    if (from === null || to === null) reader.fault(owner.place, 'pattern-propagators', 'no from or no to', 'from: $A and to: $B');
    return from === null || to === null ? [] : [{ formula: spec.formula, from, to }];
  });
  const contextEntry = own('context');
  const charactersEntry = own('characters');
  const scopeEntry = own('scope');
  const relativeEntry = own('relative');
  return {
    sources, sinks, sanitizers, propagators,
    guards: await readGuards(context, own('guards')),
    resolved: (await readSpecs(context, own('resolved'), [])).map(({ formula }) => formula),
    isRelative: relativeEntry !== undefined && reader.flag(relativeEntry.value, relativeEntry.field),
    characters: charactersEntry === undefined ? null : reader.text(charactersEntry.value, charactersEntry.field),
    context: contextEntry === undefined ? null : reader.choice(contextEntry.value, contextEntry.field, CONTEXTS),
    scope: scopeEntry === undefined ? 'region' : (reader.choice(scopeEntry.value, scopeEntry.field, ['region', 'callers']) ?? 'region'),
    models, ...readKinds(context, own),
  };
}

/** Which of the models' sources and sinks the rule takes. */
function readKinds({ reader }: FormulaContext, own: (key: string) => Entry | undefined): Pick<TaintRule, 'kinds' | 'sinkKinds'> {
  const [sources, sinks] = [own('sources'), own('sinks')];
  const kinds: SourceKind[] = [];
  for (const name of sources === undefined ? ['request'] : reader.texts(sources.value, sources.field)) {
    const kind = SOURCE_KINDS.find((known) => known === name);
    if (kind !== undefined) kinds.push(kind);
    else if (sources !== undefined) reader.fault(reader.placeOf(sources.value), sources.field, name, `one of ${SOURCE_KINDS.join(', ')}`);
  }
  return { kinds, sinkKinds: sinks === undefined ? [] : reader.texts(sinks.value, sinks.field) };
}

/** A list beside pattern-sanitizers, by position: the labels that each clears; an empty list: all. */
function readClears({ reader }: FormulaContext, entry: Entry | undefined): (readonly string[] | null)[] {
  if (entry === undefined) return [];
  return reader.items(entry.value, entry.field).map((item, at) => {
    const labels = reader.texts(item, `${entry.field}[${at}]`);
    return labels.length === 0 ? null : labels;
  });
}

async function readGuards(context: FormulaContext, entry: Entry | undefined): Promise<GuardSpec[]> {
  const specs = await readSpecs(context, entry, ['checks', 'when', 'clears']);
  return specs.flatMap((spec) => {
    const [checks, when] = [spec.text('checks'), spec.text('when') ?? 'true'];
    if (checks !== null && (when === 'true' || when === 'false')) return [{ formula: spec.formula, checks, when, clears: spec.texts('clears') }];
    if (entry !== undefined) context.reader.fault(entry.place, entry.field, checks === null ? 'a guard without checks' : `when: ${when}`, checks === null ? 'checks: $X' : 'when: "true" or "false"');
    return [];
  });
}
