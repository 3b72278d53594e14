import type { Expression } from '../../ir/nodes.ts';
import type { Lowering, Names } from './lowering.ts';
import { kindAt, spanOf, textOf } from './syntax.ts';

export function namesIn(namespace: string): Names {
  return { namespace, classes: new Map(), functions: new Map(), constants: new Map() };
}

function inNamespace(names: Names, name: string): string {
  return names.namespace === '' ? name : `${names.namespace}\\${name}`;
}

/** The whole name that a qualified name means; null where it is one word and an alias or the namespace decides. */
function qualified(names: Names, written: string): string | null {
  if (written.startsWith('\\')) return written.slice(1);
  if (/^namespace\\/iu.test(written)) return inNamespace(names, written.slice('namespace\\'.length));
  const at = written.indexOf('\\');
  if (at === -1) return null;
  const alias = names.classes.get(written.slice(0, at).toLowerCase());
  return alias === undefined ? inNamespace(names, written) : `${alias}${written.slice(at)}`;
}

function writtenName(lowering: Lowering, node: number): string {
  const text = textOf(lowering, node);
  return kindAt(lowering, node) === lowering.kinds.name ? text : text.replaceAll(/\s+/gu, '');
}

/** The whole name of a class that a name means. */
export function className(lowering: Lowering, node: number): string {
  const { names } = lowering;
  const text = writtenName(lowering, node);
  return qualified(names, text) ?? names.classes.get(text.toLowerCase()) ?? inNamespace(names, text);
}

export function isName(lowering: Lowering, node: number): boolean {
  const kind = kindAt(lowering, node);
  return kind === lowering.kinds.name || kind === lowering.kinds.qualifiedName || kind === lowering.kinds.relativeName;
}

/** A class where the syntax wants one: by name, by `self` and its like, or whatever the expression gives. */
export function classReference(lowering: Lowering, node: number): Expression {
  const isScope = kindAt(lowering, node) === lowering.kinds.relativeScope;
  if (!isScope && !isName(lowering, node)) return lowering.expression(node);
  const span = spanOf(lowering, node);
  const text = textOf(lowering, node).toLowerCase();
  const place = lowering.classPlace;
  if (text === 'parent') return place === null ? { kind: 'symbol', name: text, fallback: null, span } : { kind: 'super', span };
  if (text !== 'self' && text !== 'static') return { kind: 'symbol', name: className(lowering, node), fallback: null, span };
  return place === null || place.isTrait ? { kind: 'symbol', name: text, fallback: null, span } : { kind: 'class', index: place.index, span };
}

/** Names of the language that no namespace has its own of. */
const CONSTRUCTS: ReadonlySet<string> = new Set(['isset', 'empty', 'eval', 'exit', 'die', 'list', 'unset', 'array', 'echo', 'print', 'clone', 'compact', 'extract', '__halt_compiler']);

/** A function by its name: in lower case, without a leading `\`. */
export function functionReference(lowering: Lowering, node: number): Expression & { readonly kind: 'symbol' } {
  const { names } = lowering;
  const span = spanOf(lowering, node);
  const text = writtenName(lowering, node).toLowerCase();
  const whole = qualified(names, text);
  if (whole !== null) return { kind: 'symbol', name: whole.toLowerCase(), fallback: null, span };
  const imported = names.functions.get(text);
  if (imported !== undefined) return { kind: 'symbol', name: imported.toLowerCase(), fallback: null, span };
  if (names.namespace === '' || CONSTRUCTS.has(text)) return { kind: 'symbol', name: text, fallback: null, span };
  return { kind: 'symbol', name: inNamespace(names, text).toLowerCase(), fallback: text, span };
}

/** A constant by its name. */
export function constantReference(lowering: Lowering, node: number): Expression {
  const { names } = lowering;
  const span = spanOf(lowering, node);
  const text = writtenName(lowering, node);
  const whole = qualified(names, text) ?? names.constants.get(text);
  if (whole !== undefined) {
    const value = /^(?:true|false|null)$/iu.test(whole) ? whole.toLowerCase() : null;
    return value === null ? { kind: 'symbol', name: whole, fallback: null, span } : { kind: 'literal', value: value === 'null' ? null : value === 'true', span };
  }
  return { kind: 'symbol', name: inNamespace(names, text), fallback: names.namespace === '' ? null : text, span };
}

/** The name that a function or class declared here has everywhere. */
export function declaredName(lowering: Lowering, name: string): string {
  return inNamespace(lowering.names, name);
}
