import { choiceOf, joinedId, WAY, WAY_FROM_DATA } from './value-facts.ts';
import { withGluedDots } from './glued-dots.ts';
import { bitsOf, PATH } from './labels.ts';
import { at, changed, type Operate, type Operation, textOf } from './operation.ts';
import { deepTaints } from './deep-taints.ts';
import { contentsOf } from './heap.ts';
import { readMember } from './memory.ts';
import { settled, settledPart } from './settled.ts';
import { concatenated } from './texts.ts';
import { joinTaints, type Taint, type Text, type Value, withLabels } from './taint.ts';
import { constantValue, textsOf, UNKNOWN, valueOf } from './value.ts';

const ABSOLUTE = bitsOf(['absolute']);
const TRAVERSAL = bitsOf(['traversal']);
const MAX_TEXTS = 4;
const SLASHES = /^[/\\]+$/u;

/** Operations on paths of files. */
export const PATH_OPERATIONS: readonly [string, Operate][] = [
  ['path-join', joined],
  ['path-resolve', resolvedPath],
  ['normalize', ({ frame, values, options }) => canonical(frame, at(values, 0), options.includes('bare') ? 'bare' : 'ended')],
  ['realpath', ({ frame, values }) => canonical(frame, at(values, 0), 'folder')],
  ['basename', ({ frame, values }) => ({ ...changed(frame, at(values, 0), (taint) => ({ ...taint, labels: taint.labels & ~PATH })), derived: { kind: 'last-name', of: at(values, 0) } })],
  ['dirname', ({ frame, values }) => ({ ...changed(frame, at(values, 0), (taint) => taint, at(values, 0).chain), isFolder: at(values, 0).isFolder })],
  ['relative', ({ frame, values }) => {
    const [from, to] = [at(values, 0), at(values, 1)];
    const choice = choiceOf(from, to);
    // From the top no way leads up, nor does one from a folder that is the path's own.
    const isTelling = choice !== 'same' && !SLASHES.test(textOf(from) ?? '');
    return changed(frame, to, (taint) => ({ ...taint, isCanonical: true }), isTelling ? to.chain.map((id) => `${id}${choice === 'data' ? WAY_FROM_DATA : WAY}`) : []);
  }],
  ['common-path', ({ frame, values }) => {
    const list = at(values, 0);
    const paths = list.targets.length === 0 ? [] : ['0', '1'].map((key) => readMember(frame, list, [key], { start: 0, stop: 0 }));
    return { ...changed(frame, list, (taint) => taint), derived: { kind: 'common', of: paths } };
  }],
];

/** Without dots. `end`: whether a separator at its end stays; of a folder, the path is absolute besides. */
function canonical(frame: Operation['frame'], value: Value, end: 'ended' | 'bare' | 'folder'): Value {
  if (textOf(value) !== null) return value;
  const isFolder = end === 'folder' || (value.isFolder && end === 'bare') || (value.isFolder && value.texts === null);
  const texts = textsOf(value).map(withGluedDots);
  // Above the top there is nothing: no two dots are left, and the data says where it leads to.
  if (texts.every((text) => isAtTop(text))) return { ...changed(frame, value, atTop, value.chain), isFolder };
  const isEnded = end === 'ended' && value.texts !== null && texts.every((text) => /[/\\]$/u.test(lastOf(text)));
  const resolved = changed(frame, value, (taint) => ({ ...taint, isCanonical: true }), value.chain);
  const shape = texts.length === 1 && typeof texts[0]?.[0] !== 'string' && value.texts !== null && end !== 'folder' ? texts.map((text) => text.map(canonicalHole)) : null;
  if (shape !== null) return { ...resolved, texts: shape, isFolder };
  return isEnded ? { ...resolved, texts: [[{ taints: resolved.taints, chain: [], input: null }, '/']] } : { ...resolved, isFolder };
}

function canonicalHole(part: Text[number]): Text[number] {
  return typeof part === 'string' ? part : { ...part, taints: part.taints.map((taint) => ({ ...taint, isCanonical: true })) };
}

function lastOf(text: Text): string {
  const last = text.at(-1);
  return typeof last === 'string' ? last : '';
}

function isAtTop([first]: Text): boolean {
  return typeof first === 'string' && /^[/\\]/u.test(first);
}

function atTop(taint: Taint): Taint {
  return withLabels({ ...taint, labels: taint.labels & ~TRAVERSAL, adds: taint.adds & ~TRAVERSAL, isCanonical: true }, ABSOLUTE);
}

function partsOf({ frame, asked, values, parts }: Operation): readonly Value[] {
  return parts[0] === 'all' ? asked.arguments.flatMap(({ value, isSpread }) => (isSpread ? itemsOf(frame, value) : [value])).map((value, index) => (index === 0 ? settled : settledPart)(frame, value)) : values;
}

/** What is known of a list's items, one after the other; what is not known comes last, as it could be of any number. */
function itemsOf(frame: Operation['frame'], list: Value): readonly Value[] {
  const [target, ...others] = list.targets;
  const contents = target?.kind === 'object' && others.length === 0 ? contentsOf(frame, target.key) : null;
  if (contents === null) return [valueOf({ taints: deepTaints(frame, list) })];
  return [...contents.fields.values(), ...(contents.rest === null ? [] : [contents.rest])];
}

/** Parts after the first cannot be absolute. `literal`: dots stay, and an absolute part replaces all before it (Python). */
function joined(operation: Operation): Value {
  const { frame, options } = operation;
  const all = partsOf(operation);
  const constants = all.map(textOf);
  if (constants.every((text) => text !== null)) return constantValue(constants.join('/').replaceAll(/\/{2,}/gu, '/'));
  const isLiteral = options.includes('literal');
  const own = all.map((value, index) => partOf(operation, value, (taint) => ({ ...taint, labels: index > 0 && !isLiteral ? taint.labels & ~ABSOLUTE : taint.labels, within: 0, isCanonical: !isLiteral })));
  const taints = own.reduce<readonly Taint[]>((sum, part) => joinTaints(sum, part.taints), []);
  const chain = chainOf(operation, all, isLiteral);
  if (isLiteral) return valueOf({ taints, chain, texts: taints.length === 0 ? concatenated(behindOneAnother(own), frame).texts : null });
  const firstData = constants.findIndex((text) => text === null);
  if (firstData > 0 && constants.slice(0, firstData).every((text) => text !== null && SLASHES.test(text))) return valueOf({ taints: taints.map(atTop), chain });
  return valueOf({ taints, chain, texts: shapeOf(operation, own) });
}

/** An absolute part replaces all before it. */
function resolvedPath(operation: Operation): Value {
  const all = partsOf(operation);
  const own = all.map((value) => partOf(operation, value, (taint) => ({ ...taint, within: 0, isCanonical: true })));
  const taints = own.reduce<readonly Taint[]>((sum, part) => joinTaints(sum, part.taints), []);
  const first = textOf(all[0] ?? UNKNOWN);
  const chain = chainOf(operation, all, false);
  if (all.length > 1 && first !== null && SLASHES.test(first)) return { ...valueOf({ taints: taints.map(atTop), chain }), isFolder: true };
  const ways = own.map((_, index) => shapeOf(operation, own.slice(index))?.[0] ?? null);
  const known = ways.filter((way) => way !== null);
  const isShaped = own.length > 1 && known.length === own.length && known.length <= MAX_TEXTS;
  return { ...valueOf({ taints, chain, texts: isShaped ? known : null }), isFolder: true };
}

/** One part, with its data changed; of several texts, the data alone. */
function partOf({ frame }: Operation, value: Value, change: (taint: Taint) => Taint): Value {
  if (value.constants !== null) return value;
  const taints = deepTaints(frame, value).map(change);
  const [text, ...others] = value.texts ?? [];
  const isPlain = text === undefined || others.length > 0 || value.targets.length > 0;
  return { ...value, taints, targets: [], input: null, texts: isPlain ? null : [withGluedDots(text).map((part) => (typeof part === 'string' ? part : { ...part, taints: part.taints.map(change) }))] };
}

function behindOneAnother(parts: readonly Value[]): Value[] {
  return parts.flatMap((value, index) => (index === 0 ? [value] : [constantValue('/'), value]));
}

function shapeOf({ frame }: Operation, parts: readonly Value[]): readonly Text[] | null {
  const { texts } = concatenated(behindOneAnother(parts), frame);
  return texts !== null && texts.length === 1 ? texts : null;
}

/** The same parts make the same path. */
function chainOf({ asked, frame }: Operation, parts: readonly Value[], isLiteral: boolean): readonly string[] {
  const data = parts.filter(({ constants, taints, targets }) => constants === null && (taints.length > 0 || targets.length > 0));
  const [only, ...others] = data;
  // The same file as its only part that is not known.
  if (only !== undefined && others.length === 0 && parts.length === 1) return only.chain;
  const last = data.at(-1);
  if (last === undefined) return [];
  const place = `${asked.module}:${frame.fn.index}`;
  // Inputs of different functions have the same names.
  const before = parts.map((part) => (part === last ? '' : (textOf(part) ?? (part.chain[0]?.startsWith('#') === false ? part.chain[0] : `${place}:${part.chain[0] ?? asked.span.start}`))));
  return last.chain.map((id) => joinedId(id, JSON.stringify([isLiteral, ...before])));
}
