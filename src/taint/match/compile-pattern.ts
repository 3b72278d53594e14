import type { GrammarName } from '../../util/grammars.ts';
import { loadParser, type Parse } from '../tree/parse.ts';
import { lowerTree } from './lower.ts';
import type { Pattern } from './pattern.ts';
import { DEEP, DOTS, isMetavariable, META, rewritePattern, TYPED, withClassDots, withPairDots } from './rewrite-pattern.ts';
import { isEllipsis, type Shape, shapeAt } from './shape.ts';
import { translateRegex } from './translate-regex.ts';
import { wordsIn } from './words.ts';

interface Frame {
  readonly before: string;
  readonly after: string;
  /** Kind of the shape inside of which the pattern lies; null: the whole. */
  readonly inside: string | null;
  /** The empty block that the frame adds stands for any. */
  readonly partial?: true;
}

const WHOLE: Frame = { before: '', after: '', inside: null };
const BRACES: readonly Frame[] = [
  { before: '', after: ' {}', inside: null, partial: true },
  { before: '', after: ' finally {}', inside: null, partial: true },
  { before: 'try {} ', after: '', inside: 'catch' },
  { before: 'try {} ', after: '', inside: 'finally_clause' },
  { before: 'class AseFrame {', after: '}', inside: 'members' },
  { before: 'class AseFrame {', after: ' {}}', inside: 'members', partial: true },
  { before: '', after: ' class AseFrame {}', inside: 'decorator' },
];
const ECMASCRIPT: readonly Frame[] = [WHOLE, { before: '(', after: ')', inside: null }, { before: '({', after: '})', inside: 'pair' }, { before: 'switch (0) {', after: '}', inside: 'switch_case' }, ...BRACES];
const FRAMES: Readonly<Record<GrammarName, readonly Frame[]>> = {
  javascript: ECMASCRIPT,
  typescript: ECMASCRIPT,
  tsx: ECMASCRIPT,
  php: [{ ...WHOLE, before: '<?php ' }, { before: '<?php ', after: ';', inside: null }, { before: '<?php switch (0) {', after: '}', inside: 'switch_case' }, ...BRACES.map((frame) => ({ ...frame, before: `<?php ${frame.before}` }))],
  python: [WHOLE, { before: '', after: '\nclass AseFrame: pass', inside: 'decorator' }, { before: 'try:\n  pass\n', after: '', inside: 'catch' }],
};

const MAX_KEPT = 5000;
const compiled = new Map<string, Promise<Pattern | null>>();

/** The pattern, or null where no reading of it is code of the language; the same one for the same text, which many rules of a pack have. */
export function compilePattern(text: string, grammar: GrammarName, isSymbolic = false): Promise<Pattern | null> {
  const key = `${grammar} ${isSymbolic} ${text}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const pattern = compile(text, grammar).then((plain) => (plain === null || !isSymbolic ? plain : { ...plain, isSymbolic }));
  if (compiled.size < MAX_KEPT) compiled.set(key, pattern);
  return pattern;
}

async function compile(text: string, grammar: GrammarName): Promise<Pattern | null> {
  const rewritten = rewritePattern(text.trim(), grammar);
  const variants = [...new Set([rewritten, grammar === 'php' ? withClassDots(rewritten) : withPairDots(rewritten), rewritten.replaceAll(`${DOTS};`, DOTS)])];
  const frames = framesFor(text.trim(), grammar);
  // Types and decorators are read in JavaScript too, as Semgrep does.
  for (const name of grammar === 'javascript' ? [grammar, 'tsx' as const] : [grammar]) {
    const parse = await loadParser(name);
    for (const [frame, variant] of frames.flatMap((each) => variants.map((one) => [each, one] as const))) {
      const shapes = readFrame(parse, frame, variant);
      if (shapes !== null) return patternOf(shapes, grammar);
    }
  }
  return null;
}

function framesFor(text: string, grammar: GrammarName): readonly Frame[] {
  const frames = FRAMES[grammar];
  if (text.startsWith('{') && grammar !== 'python') return frames.toSorted((a, b) => Number(b.before === '(') - Number(a.before === '('));
  // `key: value` is a pair rather than a statement with a label.
  if (grammar !== 'php' && grammar !== 'python' && /^[\w$]+\s*:(?!\s*(?:for|while|do)\b)/u.test(text)) return frames.toSorted((a, b) => Number(b.inside === 'pair') - Number(a.inside === 'pair'));
  // PHP's `if ($X);` would be one with an empty statement.
  if (grammar === 'php' && /^(?:if|while|for|foreach)\b[\s\S]*\)$/u.test(text)) return frames.toSorted((a, b) => Number(b.partial === true) - Number(a.partial === true));
  return frames;
}

function readFrame(parse: Parse, frame: Frame, text: string): readonly Shape[] | null {
  const tree = parse(`${frame.before}${text}${frame.after}`);
  if (tree.hasError) return null;
  const lowered = asPattern(lowerTree(tree), tree.grammar);
  const root = frame.partial === true && frame.inside === null ? { ...lowered, children: lowered.children.map(opened) } : lowered;
  if (frame.inside === null) return root.children.length === 0 ? null : root.children;
  const found = findInside(root, frame.inside, true);
  if (found === null) return null;
  if (frame.inside !== 'members') return [found];
  return frame.partial === true ? found.children.map(opened) : found.children;
}

/** With its last block, the frame's, as any block; a `finally` that the frame added is left out. */
function opened(shape: Shape): Shape {
  const at = shape.children.findLastIndex(({ role }) => !['decorator', 'modifier', 'type'].includes(role));
  const last = shape.children[at];
  if (last === undefined || last.children.length > 1) return shape;
  const any = shapeAt(last, 'ellipsis', { role: 'statement' });
  return { ...shape, children: shape.children.with(at, last.type === 'block' ? { ...last, children: [any] } : any) };
}

function findInside(shape: Shape, type: string, isRoot: boolean): Shape | null {
  if (!isRoot && (shape.type === type || (type === 'decorator' && shape.role === type))) return shape;
  for (const child of shape.children) {
    const found = findInside(child, type, false);
    if (found !== null) return found;
  }
  return null;
}

function patternOf(shapes: readonly Shape[], grammar: GrammarName): Pattern {
  const [only] = shapes;
  const names = new Set<string>();
  for (const shape of shapes) collectNames(shape, names, grammar);
  if (shapes.length !== 1 || only === undefined) return { shapes, sequence: true, words: wordsOfAll(names), kinds: [] };
  const [inner] = only.children;
  const shape = only.type === 'expression-statement' && inner !== undefined ? inner : only;
  if (shape.type === 'name') names.add(shape.value);
  return { shapes: [shape], sequence: false, words: wordsOfAll(names), kinds: kindsOf(shape, grammar) };
}

const wordsOfAll = (names: ReadonlySet<string>): readonly string[] => [...new Set([...names].flatMap(wordsIn))];

/** Only callees, members, what is indexed, PHP's variables, and `async`: other names may be known by their constants. */
function collectNames(shape: Shape, names: Set<string>, grammar: GrammarName): void {
  const called = shape.type === 'call' || shape.type === 'new' || shape.type === 'index' ? shape.children[0] : shape.type === 'dot' ? shape.children.at(-1) : undefined;
  if (called?.type === 'name') names.add(called.value.split('\\').at(-1) ?? called.value);
  if (grammar === 'php' && shape.type === 'name' && shape.value.startsWith('$')) names.add(shape.value);
  if (shape.type === 'modifier' && shape.value === 'async') names.add(shape.value);
  for (const child of shape.children) collectNames(child, names, grammar);
}

/** Statements that only PHP has are themselves alone; what has decorators in Python is decorated. */
const OWN_KINDS = new Set(['echo_statement', 'print_intrinsic', 'exit_statement']);

function kindsOf({ type, children }: Shape, grammar: GrammarName): readonly string[] {
  if (grammar === 'python') return type === 'function' && children.some(({ role }) => role === 'decorator') ? ['decorator'] : [];
  return OWN_KINDS.has(type) && children.length === 1 && children.every((child) => !isEllipsis(child)) ? [type] : [];
}

/** Turns the names that the rewriting put in back into what they stand for. */
function asPattern(shape: Shape, grammar: GrammarName): Shape {
  const special = shape.children.length === 0 ? leafOf(shape) : null;
  if (special !== null) return special;
  const children = shape.children.map((child) => asPattern(child, grammar));
  const [first] = children;
  const head = shape.children[0];
  if (shape.type === 'call' && (head?.value === DEEP || head?.value === TYPED)) return markOf(shape, head.value, children);
  if (children.length === 1 && first !== undefined && isBareEllipsis(first) && wrapsEllipsis(shape.type)) return { ...first, role: shape.role };
  if (shape.type === 'template') return templateOf(shape, children, grammar);
  if (shape.type === 'try_statement' && children.length === 1) return { ...shape, children: [...children, shapeAt(shape, 'ellipsis')] };
  // `for (...)`: the rest of its head is empty.
  if (shape.type === 'for_statement' && first !== undefined && isEllipsis(first)) return { ...shape, children: [first, ...children.slice(-1)] };
  return { ...shape, children };
}

/** `<... P ...>` and `($X: T)`, which were written as calls. */
function markOf(shape: Shape, mark: string, [, first, second]: readonly Shape[]): Shape {
  const children = first === undefined ? [] : [first];
  return mark === DEEP ? { ...shape, type: 'deep', children } : { ...shape, type: 'typed', value: second?.value ?? '', children };
}

/** `...` in a template is any of its pieces; PHP's "$X" is a string of any text. */
function templateOf(shape: Shape, children: readonly Shape[], grammar: GrammarName): Shape {
  const [first] = children;
  if (grammar === 'php' && children.length === 1 && first?.type === 'metavariable') return { ...shape, type: 'string-metavariable', value: first.value, children: [] };
  return { ...shape, children: children.map((child) => (child.type === 'any-string' ? { ...child, type: 'ellipsis' } : child)) };
}

const WRAPPERS = new Set(['assign', 'use_declaration', 'spread_element', 'variadic_unpacking', 'import-item', 'attribute', 'parent', 'exceptions']);

function wrapsEllipsis(type: string): boolean {
  return WRAPPERS.has(type) || type.endsWith('_splat');
}

function isBareEllipsis({ type }: Shape): boolean {
  return type === 'ellipsis' || type === 'metavariable-ellipsis';
}

function leafOf(shape: Shape): Shape | null {
  const bare = shape.value.replace(/^\$(?=__ase)/u, '');
  if (bare === DOTS || (shape.value === '...' && shape.type !== 'string')) return { ...shape, type: 'ellipsis' };
  if (bare.startsWith(`${DOTS}_`)) return { ...shape, type: 'metavariable-ellipsis', value: `$...${bare.slice(DOTS.length + 1)}` };
  const name = bare.startsWith(META) ? `$${bare.slice(META.length)}` : shape.value;
  if (shape.type !== 'string') return isMetavariable(name) ? { ...shape, type: 'metavariable', value: name } : null;
  if (shape.value === '...') return { ...shape, type: 'any-string' };
  if (/^\$\.\.\.[A-Z]/u.test(shape.value)) return { ...shape, type: 'metavariable-ellipsis' };
  if (isMetavariable(shape.value)) return { ...shape, type: 'string-metavariable' };
  const regex = /^=~\/([\s\S]*)\/([imsx]*)$/u.exec(shape.value);
  return regex === null || translateRegex(regex[1] ?? '', regex[2] ?? '') === null ? null : shapeAt(shape, 'string-regex', { value: JSON.stringify([regex[1], regex[2]]), role: shape.role });
}
