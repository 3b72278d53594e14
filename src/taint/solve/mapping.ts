import { assumptionOf, assumedInput, contradicts } from './assumptions.ts';
import { isBelow } from './beginnings.ts';
import { ofPathBelow, withFacts } from './facts.ts';
import { addFact } from './value-facts.ts';
import { deepTaints } from './deep-taints.ts';
import { allocate, KEYS, readMember, writeMember } from './memory.ts';
import { type Application, type Frame, inputOfKey, type Summary } from './program.ts';
import { EMPTY, type Contents, joinContents } from './state.ts';
import { type Assumed, type Clearing, type Derived, type Facts, type Hole, type Input, joinTaints, NONE, type Proves, type Taint, type Target, type Text, type Value } from './taint.ts';
import { joinTargets, textsOf, UNKNOWN, valueOf } from './value.ts';
import { type Ways, waysAt } from './ways.ts';

const MAX_COPIES = 3;

export const PLACE = /:\d/u;

export class Mapping {
  private readonly results = new Map<number, Value>();
  private readonly known = new Map<string, Value>();
  private readonly done = new Map<Value, Value>();
  private readonly deep = new Map<Value, readonly Taint[]>();
  private readonly joined = new Map<readonly Taint[], readonly Taint[]>();
  private readonly ways: Ways;
  private readonly frame: Frame;
  private readonly summary: Summary;
  private readonly application: Application;

  constructor(frame: Frame, summary: Summary, application: Application) {
    this.frame = frame;
    this.summary = summary;
    this.application = application;
    this.ways = waysAt({ file: frame.unit.module.path, span: application.span, note: application.note });
  }

  /** What a call that only the caller can resolve gave, and may have left in objects. */
  called(at: number, result: Value): void {
    this.results.set(at, result);
    this.deep.clear();
    this.joined.clear();
  }

  /** What an input is here. */
  input({ key, root, path }: Input): Value {
    const cached = this.known.get(key);
    if (cached !== undefined) return cached;
    let value = root.kind === 'result' ? (this.results.get(root.call) ?? UNKNOWN) : this.application.root(root);
    for (const segment of path) value = segment === KEYS ? valueOf({ taints: value.taints }) : readMember(this.frame, value, segment === '*' ? null : [segment], this.application.span);
    const facts = this.frame.state?.facts;
    if (facts !== undefined && facts.size > 0) value = { ...value, taints: withFacts(value.taints, value.chain, facts) };
    if (root.kind !== 'result') this.known.set(key, value);
    return value;
  }

  /** The object whose member is called. */
  receiver(callee: Value): Value | null {
    const input = callee.targets.find((target) => target.kind === 'input');
    if (input?.kind !== 'input' || input.input.path.length === 0) return null;
    return this.input({ key: '', root: input.input.root, path: input.input.path.slice(0, -1) });
  }

  value(value: Value): Value {
    if (value.taints.length === 0 && value.targets.length === 0 && value.proves === null && value.texts === null && value.search === null) return value;
    const cached = this.done.get(value);
    if (cached !== undefined) return cached;
    const mapped = this.mapped(value);
    this.done.set(value, mapped);
    return mapped;
  }

  private mapped(value: Value): Value {
    const whole = value.input === null ? null : this.input(value.input);
    const own = value.input;
    if (whole !== null && own !== null) {
      const taint = value.taints.find(({ origin }) => origin.kind === 'input' && origin.key === own.key);
      const more = value.taints.filter((other) => other !== taint);
      const taints = joinTaints(taint === undefined ? [] : this.ways.composed(taint, whole.taints), this.taints(more));
      return { ...whole, taints, texts: taint === undefined || whole.texts === null ? whole.texts : whole.texts.map((text) => text.map((part) => (typeof part === 'string' ? part : { ...part, taints: this.ways.composed(taint, part.taints) }))), proves: this.proves(value.proves) ?? whole.proves };
    }
    return {
      taints: this.taints(value.taints),
      constants: value.constants,
      targets: this.targets(value.targets),
      texts: value.texts === null ? null : this.texts(value.texts),
      chain: value.chain.flatMap((id) => this.chain(id)),
      input: null,
      proves: this.proves(value.proves),
      derived: value.derived === null ? null : this.derived(value.derived),
      isFolder: value.isFolder,
      search: value.search === null ? null : { found: this.facts(value.search.found) ?? new Map(), missing: this.facts(value.search.missing) ?? new Map(), atStart: this.facts(value.search.atStart) ?? new Map(), notAtStart: this.facts(value.search.notAtStart) ?? new Map() },
    };
  }

  private derived(derived: Derived): Derived {
    return derived.kind === 'common' ? { ...derived, of: derived.of.map((one) => this.value(one)) } : { ...derived, of: this.value(derived.of) };
  }

  private taints(taints: readonly Taint[]): readonly Taint[] {
    if (taints.length === 0) return taints;
    const known = this.joined.get(taints);
    if (known !== undefined) return known;
    let mapped: readonly Taint[] = NONE;
    for (const taint of taints) mapped = taint.origin.kind === 'source' ? joinTaints(mapped, [taint]) : this.ways.joined(mapped, taint, this.held(this.input(taint.origin.input)));
    this.joined.set(taints, mapped);
    return mapped;
  }

  /** What an input held before: what is written into it from here on is none of that. */
  private held(input: Value): readonly Taint[] {
    const known = this.deep.get(input);
    if (known !== undefined) return known;
    const taints = deepTaints(this.frame, input);
    this.deep.set(input, taints);
    return taints;
  }

  private texts(texts: readonly Text[]): readonly Text[] | null {
    const mapped: Text[] = [];
    for (const text of texts) {
      let ways: Text[] = [[]];
      for (const part of text) ways = typeof part === 'string' ? ways.map((way) => joined(way, [part])) : this.hole(part).flatMap((piece) => ways.map((way) => joined(way, piece))).slice(0, 4);
      mapped.push(...ways);
    }
    return mapped.length > 4 ? mapped.slice(0, 4) : mapped;
  }

  private hole(hole: Hole): readonly Text[] {
    if (hole.input === null) return [[{ taints: this.taints(hole.taints), chain: hole.chain.flatMap((id) => this.chain(id)), input: null }]];
    const whole = this.input(hole.input);
    const ways = hole.taints.filter(({ origin }) => origin.key === hole.input?.key);
    return textsOf(whole).map((text) => text.map((part) => (typeof part === 'string' || ways.length === 0 ? part : { ...part, taints: ways.reduce<readonly Taint[]>((all, way) => joinTaints(all, this.ways.composed(way, part.taints)), []) })));
  }

  /** Each once, and no more than a value may have: several inputs that are many things each are not all of these at every level of calls. */
  private targets(targets: readonly Target[]): readonly Target[] {
    let mapped: readonly Target[] = NONE;
    for (const target of targets) mapped = joinTargets(mapped, this.target(target));
    return mapped;
  }

  private target(target: Target): readonly Target[] {
    if (target.kind === 'input') return this.input(target.input).targets;
    if (target.kind === 'object') return [{ kind: 'object', key: this.location(target.key) }];
    if (target.kind === 'function' && (target.captured !== null || target.receiver !== null)) return [{ ...target, receiver: target.receiver === null ? null : this.value(target.receiver), captured: this.captured(target.captured) }];
    return [target];
  }

  /** Variables that a function of the callee's brings along, as they are here. */
  private captured(captured: Extract<Target, { kind: 'function' }>['captured']): Extract<Target, { kind: 'function' }>['captured'] {
    if (captured === null || captured.size > 60) return captured;
    const mapped = new Map(captured);
    for (const [variable, value] of captured) {
      if (value.targets.some(({ kind }) => kind === 'function')) continue;
      mapped.set(variable, this.value(value));
    }
    return mapped;
  }

  /** Objects that the callee made are new ones for each call. */
  private location(key: string): string {
    if (!this.summary.heap.has(key) || key.startsWith('in:') || key.startsWith('class:') || this.frame.program.heap.has(key)) return key;
    return key.split('@').length > MAX_COPIES ? key : `${key}@${this.frame.fn.index}.${this.application.span.start}`;
  }

  copyHeap(): void {
    for (const [key, contents] of this.summary.heap) {
      if (key.startsWith('in:')) this.writeInput(key, contents);
      else if (!this.frame.program.heap.has(key)) {
        const location = this.location(key);
        const known = this.frame.state?.heap.get(location);
        const mapped = this.contents(contents);
        this.frame.state?.heap.set(location, known === undefined || location !== key ? mapped : joinContents(known, mapped));
      }
    }
    for (const [key, contents] of this.summary.shared) {
      const known = this.frame.state?.heap.get(key);
      const mapped = this.contents(contents);
      this.frame.state?.heap.set(key, known === undefined ? mapped : joinContents(known, mapped));
    }
  }

  private contents({ fields, rest, parents, ...other }: Contents): Contents {
    return { fields: new Map([...fields].map(([name, value]) => [name, this.value(value)])), rest: rest === null ? null : this.value(rest), parents: parents.map((key) => this.location(key)), ...other };
  }

  /** Fields of what it was given. */
  private writeInput(key: string, contents: Contents): void {
    const input = inputOfKey(this.frame.program, key.slice('in:'.length));
    if (input === null) return;
    const object = this.madeInput(input, key);
    for (const [name, value] of contents.fields) writeMember(this.frame, object, [name], this.value(value));
    if (contents.rest !== null) writeMember(this.frame, object, null, this.value(contents.rest));
  }

  /** A list or map that the callee made by writing to it (PHP) is made here. */
  private madeInput(input: Input, key: string): Value {
    const known = this.input(input);
    const name = input.path.at(-1);
    if (name === undefined || name === '*' || known.taints.length > 0 || known.targets.some(({ kind }) => kind !== 'symbol') || this.frame.unit.support.name !== 'php') return known;
    const made = allocate(this.frame, -2 - this.application.span.start - key.length, { ...EMPTY, isList: true });
    writeMember(this.frame, this.input({ ...input, key: key.slice('in:'.length, -1 - name.length), path: input.path.slice(0, -1) }), [name], made);
    this.known.set(input.key, made);
    return made;
  }

  private chain(id: string): readonly string[] {
    // What a callee makes is another thing at each call: a check of the one says nothing of the other.
    if (!id.startsWith('#')) return PLACE.test(id) ? this.ownPlace(id) : [id];
    const [base, rest] = splitId(id);
    const input = inputOfKey(this.frame.program, base);
    if (input === null) return [];
    return this.input(input).chain.map((own) => `${own}${rest}`);
  }

  private ownPlace(id: string): readonly string[] {
    return id.split('@').length > MAX_COPIES ? [] : [`${id}@${this.frame.fn.index}.${this.application.span.start}`];
  }

  facts(facts: Facts | null): Facts | null {
    if (facts === null || facts.size === 0) return facts;
    const mapped = new Map<string, Clearing>();
    for (const [id, clearing] of facts) {
      const parameter = assumedInput(this.frame.program, id);
      const whole = parameter === null ? null : this.input(parameter).input;
      if (whole !== null) mapped.set(...assumptionOf(whole, clearing));
      if (parameter !== null) continue;
      const given = inputOfKey(this.frame.program, id);
      const said = given !== null && isBelow(this.input(given)) ? ofPathBelow(clearing) : clearing;
      for (const own of this.chain(id)) addFact(mapped, own, said);
    }
    return mapped;
  }

  /** What was assumed of the callee's parameters, of the caller's; null where what they are here is something else. */
  assumed(assumed: Assumed): Assumed | null {
    const mapped = new Map<string, string>();
    for (const [key, says] of assumed) {
      const input = inputOfKey(this.frame.program, key);
      const value = input === null ? UNKNOWN : this.input(input);
      if (contradicts(says, value)) return null;
      if (value.input?.root.kind === 'parameter') mapped.set(value.input.key, says);
    }
    return mapped;
  }

  private proves(proves: Proves | null): Proves | null {
    return proves === null ? null : { whenTrue: this.facts(proves.whenTrue), whenFalse: this.facts(proves.whenFalse) };
  }
}

function joined(left: Text, right: Text): Text {
  const last = left.at(-1);
  const [first, ...rest] = right;
  return typeof last === 'string' && typeof first === 'string' ? [...left.slice(0, -1), last + first, ...rest] : [...left, ...right];
}

/** `#0.name[]`: the input and what comes behind it. */
function splitId(id: string): [string, string] {
  const at = id.search(/\[\]|\.slice\b|~/u);
  return at < 0 ? [id, ''] : [id.slice(0, at), id.slice(at)];
}
