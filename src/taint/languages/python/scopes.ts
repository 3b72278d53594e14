import type { FlatTree, KindTable } from '../../tree/flat-tree.ts';
import { type ByKind, byKind, type FieldName, type KindName, type Numbers } from './kinds.ts';

/** The names that a scope binds. A function's names are known before its first line is read: a name bound anywhere in it is local everywhere in it. */
export interface Declared {
  readonly node: number;
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  /** How often each name is bound. */
  readonly names: Map<string, number>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

const SCOPES: readonly (readonly [KindName, Declared['kind']])[] = [
  ['function_definition', 'function'],
  ['lambda', 'function'],
  ['class_definition', 'class'],
  ['list_comprehension', 'comprehension'],
  ['set_comprehension', 'comprehension'],
  ['dictionary_comprehension', 'comprehension'],
  ['generator_expression', 'comprehension'],
];

/** Kinds whose names are targets in one of their fields. */
const TARGETS: readonly (readonly [KindName, 'left' | 'name' | null])[] = [
  ['assignment', 'left'],
  ['augmented_assignment', 'left'],
  ['for_statement', 'left'],
  ['for_in_clause', 'left'],
  ['as_pattern_target', null],
  ['case_pattern', null],
  ['parameters', null],
  ['lambda_parameters', null],
];

interface Search {
  readonly tree: FlatTree;
  readonly numbers: Numbers;
  readonly stack: Declared[];
  readonly module: Declared;
  /** Nodes that have been looked at as targets: hostile nesting shall not be read again and again. */
  readonly seen: Uint8Array;
}

/** What a kind of node does to scopes. */
interface Effect {
  readonly opens: Declared['kind'] | null;
  /** The field that has targets; null: all children. */
  readonly targets: FieldName | null | undefined;
  readonly binds: Binder | null;
}

const known = new WeakMap<KindTable, ByKind<Effect>>();

function effectsOf(table: KindTable, numbers: Numbers): ByKind<Effect> {
  const before = known.get(table);
  if (before !== undefined) return before;
  const opens = new Map(SCOPES);
  const targets = new Map(TARGETS);
  const binders = bindersOf(numbers);
  const names = new Set<KindName>([...opens.keys(), ...targets.keys(), ...binders.keys()]);
  const effects = byKind(table, [...names].map((name) => [name, { opens: opens.get(name) ?? null, targets: targets.get(name), binds: binders.get(name) ?? null }] as const));
  known.set(table, effects);
  return effects;
}

function declared(node: number, kind: Declared['kind']): Declared {
  return { node, kind, names: new Map(), globals: new Set(), nonlocals: new Set() };
}

/** All scopes of a file by the node that opens them; one pass. */
export function findScopes(tree: FlatTree, numbers: Numbers): Map<number, Declared> {
  const module = declared(0, 'module');
  const found = new Map<number, Declared>([[0, module]]);
  const search: Search = { tree, numbers, stack: [module], module, seen: new Uint8Array(tree.size) };
  const effects = effectsOf(tree.kinds, numbers);
  for (let node = 1; node < tree.size; node += 1) {
    const kind = tree.kind[node] ?? 0;
    if (kind < 0) continue;
    const effect = effects[kind];
    if (effect === undefined) continue;
    leave(search, node);
    const { targets, binds, opens } = effect;
    if (targets !== undefined) bindTargets(search, node, targets === null ? -1 : numbers.fields[targets]);
    binds?.(search, node);
    if (opens === null) continue;
    const scope = declared(node, opens);
    found.set(node, scope);
    search.stack.push(scope);
  }
  return found;
}

function leave({ stack, tree }: Search, node: number): void {
  while (stack.length > 1 && node >= (tree.end[stack.at(-1)?.node ?? 0] ?? 0)) stack.pop();
}

function bind(search: Search, node: number, scope = search.stack.at(-1) ?? search.module): void {
  const name = textAt(search, node);
  scope.names.set(name, (scope.names.get(name) ?? 0) + 1);
}

function textAt({ tree }: Search, node: number): string {
  return tree.text.slice(tree.start[node], tree.stop[node]);
}

function childrenIn({ tree }: Search, node: number, field: number): number[] {
  const out: number[] = [];
  for (let child = node + 1; child < (tree.end[node] ?? 0); child = tree.end[child] ?? tree.size) {
    if ((tree.kind[child] ?? -1) >= 0 && (field === -1 || tree.field[child] === field)) out.push(child);
  }
  return out;
}

/** Binds the names of a pattern; what its attributes, subscripts and defaults read is not bound. */
function bindTargets(search: Search, node: number, field: number): void {
  const { tree, numbers } = search;
  const { kinds } = numbers;
  for (const top of childrenIn(search, node, field)) {
    if (search.seen[top] === 1) continue;
    const end = tree.end[top] ?? tree.size;
    for (let at = top; at < end; ) {
      search.seen[at] = 1;
      const kind = tree.kind[at] ?? 0;
      const isRead = kind === kinds.attribute || kind === kinds.subscript || kind === kinds.call || kind === kinds.type || kind === kinds.lambda;
      if (isRead || isDefault(search, at) || (kind === kinds.dotted_name && !isCapture(search, at))) {
        at = tree.end[at] ?? end;
        continue;
      }
      if (kind === kinds.identifier && !isField(search, at)) bind(search, at);
      at += 1;
    }
  }
}

/** What a parameter is where it is not given. */
function isDefault({ tree, numbers: { kinds, fields } }: Search, node: number): boolean {
  const above = tree.kind[tree.parent[node] ?? 0] ?? 0;
  return tree.field[node] === fields.value && (above === kinds.default_parameter || above === kinds.typed_default_parameter);
}

/** In patterns of `match`, `case a` binds, `case a.b` and the class of `case A(…)` are read. */
function isCapture({ tree, numbers: { kinds } }: Search, node: number): boolean {
  const parent = tree.parent[node] ?? 0;
  return tree.end[node] === node + 2 && !(tree.kind[parent] === kinds.class_pattern && node === parent + 1);
}

/** The `a` of `case A(a=…)`. */
function isField({ tree, numbers: { kinds } }: Search, node: number): boolean {
  const parent = tree.parent[node] ?? 0;
  return tree.kind[parent] === kinds.keyword_pattern && node === parent + 1;
}

type Binder = (search: Search, node: number) => void;

function bindersOf({ kinds, fields }: Numbers): Map<KindName, Binder> {
  const bindImported: Binder = (search, node) => {
    for (const item of childrenIn(search, node, fields.name)) bind(search, bound(search, item));
  };
  const bindDefined: Binder = (search, node) => {
    for (const name of childrenIn(search, node, fields.name)) bind(search, name);
  };
  return new Map<KindName, Binder>([
    ['function_definition', bindDefined],
    ['class_definition', bindDefined],
    ['import_statement', bindImported],
    ['import_from_statement', bindImported],
    [
      'named_expression',
      (search, node) => {
        const scope = search.stack.findLast((one) => one.kind !== 'comprehension');
        for (const name of childrenIn(search, node, fields.name)) bind(search, name, scope);
      },
    ],
    [
      'except_clause',
      (search, node) => {
        const name = oldAlias(search.tree, search.numbers, node);
        if (name !== -1) bind(search, name);
      },
    ],
    [
      'type_alias_statement',
      (search, node) => {
        const [name] = childrenIn(search, node, fields.left).flatMap((left) => childrenIn(search, left, -1));
        if (name !== undefined && search.tree.kind[name] === kinds.identifier) bind(search, name);
      },
    ],
    ['global_statement', (search, node) => outer(search, node, 'globals')],
    ['nonlocal_statement', (search, node) => outer(search, node, 'nonlocals')],
  ]);
}

/** `import a.b` binds `a`, `import a.b as c` binds `c`, `from a import b` binds `b`. */
function bound(search: Search, item: number): number {
  const { kinds, fields } = search.numbers;
  if (search.tree.kind[item] !== kinds.aliased_import) return item + 1;
  return childrenIn(search, item, fields.alias)[0] ?? item + 1;
}

/** The `e` of Python 2's `except A, e`; newer ones list classes so, which are not written in lower case. */
export function oldAlias(tree: FlatTree, { kinds, fields }: Numbers, node: number): number {
  const values: number[] = [];
  for (let child = node + 1; child < (tree.end[node] ?? 0); child = tree.end[child] ?? tree.size) {
    if ((tree.kind[child] ?? -1) >= 0 && tree.field[child] === fields.value) values.push(child);
  }
  const [, second, third] = values;
  const isName = second !== undefined && third === undefined && tree.kind[second] === kinds.identifier;
  return isName && /^[a-z_]/.test(tree.text.slice(tree.start[second], (tree.start[second] ?? 0) + 1)) ? second : -1;
}

function outer(search: Search, node: number, which: 'globals' | 'nonlocals'): void {
  for (const child of childrenIn(search, node, -1)) {
    if (search.tree.kind[child] !== search.numbers.kinds.identifier) continue;
    search.stack.at(-1)?.[which].add(textAt(search, child));
    if (which === 'globals') bind(search, child, search.module);
  }
}
