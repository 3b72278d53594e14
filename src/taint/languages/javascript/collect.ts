import type { Variable } from '../../ir/nodes.ts';
import type { FlatTree } from '../../tree/flat-tree.ts';
import { declareFirstName, declareInterfaces, declareLastName, declareModule, declareNamed, noteAssigned, noteAssignment, noteInterface, skip } from './collect-names.ts';
import { numbersOf } from './kinds.ts';
import { bind, childOf, type Pass, scopeIn, type Step, textAt } from './pass.ts';
import { type Declarations, declare, findVariable, type Scope } from './scopes.ts';
import { isWorldName } from './world.ts';

/** Finds scopes, variables, functions and classes in one pass, without recursion. */
export function collectDeclarations(tree: FlatTree): Declarations {
  const scope = scopeIn(null, 0, true);
  const pass: Pass = {
    tree, numbers: numbersOf(tree), functions: [{ node: 0, index: 0, parent: -1, ofClass: null, scope }], classes: [], functionAt: new Map([[0, 0]]), classAt: new Map(), scopeAt: new Map([[0, scope]]),
    filled: new Set(), assigned: [], interfaces: [], blockFunctions: [], scope,
  };
  const steps = stepsOf(tree);
  const ends: number[] = [tree.size];
  const scopes: Scope[] = [scope];
  for (let node = 1; node < tree.size; ) {
    while (node >= (ends.at(-1) ?? 0)) {
      ends.pop();
      scopes.pop();
      pass.scope = scopes.at(-1) ?? scope;
    }
    const kind = tree.kind[node] ?? 0;
    const result = kind < 0 ? null : (steps[kind]?.(pass, node) ?? null);
    if (result !== null && result !== 'skip') {
      ends.push(tree.end[node] ?? 0);
      scopes.push(result);
      pass.scope = result;
    }
    node = result === 'skip' ? (tree.end[node] ?? tree.size) : node + 1;
  }
  declareInterfaces(pass);
  return { ...pass, globals: globalsOf(pass, scope) };
}

/** Functions of blocks are seen outside of them (sloppy mode) where nothing else has their name; names that are assigned but never declared are the module's. */
function globalsOf(pass: Pass, module: Scope): Map<string, Variable> {
  for (const { scope, variable } of pass.blockFunctions) {
    const root = scope.root ?? module;
    if (findVariable(root, variable.name) === null) (root.names ??= new Map()).set(variable.name, variable);
  }
  const globals = new Map<string, Variable>();
  for (const { scope, name } of pass.assigned) {
    if (!isWorldName(name) && findVariable(scope, name) === null) globals.set(name, declare(module, name));
  }
  return globals;
}

const openBlock: Step = (pass, node) => enter(pass, node, scopeIn(pass.scope, pass.scope.owner, false));

function enter(pass: Pass, node: number, scope: Scope): Scope {
  pass.scopeAt.set(node, scope);
  return scope;
}

/** Bodies of functions share the scope of their parameters; those of `catch` that of its variable. */
const openStatementBlock: Step = (pass, node) => {
  const above = pass.tree.parent[node] ?? 0;
  const kind = pass.tree.kind[above];
  const { kind: kinds } = pass.numbers;
  if ((above > 0 && pass.functionAt.has(above)) || kind === kinds.catch_clause) return null;
  const isModule = kind === kinds.internal_module || kind === kinds.module;
  return enter(pass, node, scopeIn(pass.scope, pass.scope.owner, isModule));
};

const openFunction: Step = (pass, node) => {
  const { tree, numbers: { kind: kinds, field: fields } } = pass;
  const kind = tree.kind[node];
  const index = pass.functions.length;
  if (kind === kinds.function_declaration || kind === kinds.generator_function_declaration) declareFunction(pass, node);
  const scope = scopeIn(pass.scope, index, true);
  if (kind === kinds.function_expression || kind === kinds.generator_function) {
    const name = childOf(pass, node, fields.name);
    if (name >= 0) declare(scope, textAt(pass, name));
  }
  const parameters = Math.max(childOf(pass, node, fields.parameters), childOf(pass, node, fields.parameter));
  if (parameters >= 0) bind(pass, parameters, scope);
  const above = tree.parent[node] ?? 0;
  const isMember = tree.kind[above] === kinds.class_body;
  // Of functions in a field's value, arrows and the value itself have the object as `this`.
  const isFieldValue = kind === kinds.arrow_function || tree.kind[above] === kinds.field_definition || tree.kind[above] === kinds.public_field_definition;
  const ofClass = isMember ? (pass.classAt.get(tree.parent[above] ?? -1) ?? null) : isFieldValue ? pass.scope.fieldOf : null;
  pass.functions.push({ node, index, parent: pass.scope.owner, ofClass, scope });
  pass.functionAt.set(node, index);
  return enter(pass, node, scope);
};

function declareFunction(pass: Pass, node: number): void {
  const name = childOf(pass, node, pass.numbers.field.name);
  if (name < 0) return;
  const variable = declare(pass.scope, textAt(pass, name));
  pass.filled.add(variable);
  if (pass.scope !== pass.scope.root) pass.blockFunctions.push({ scope: pass.scope, variable });
}

const openClass: Step = (pass, node) => {
  const { tree, numbers: { kind: kinds, field: fields } } = pass;
  const name = childOf(pass, node, fields.name);
  const isExpression = tree.kind[node] === kinds.class;
  const scope = isExpression && name >= 0 ? scopeIn(pass.scope, pass.scope.owner, false) : pass.scope;
  if (name >= 0) {
    const variable = declare(scope, textAt(pass, name));
    pass.filled.add(variable);
  }
  pass.classAt.set(node, pass.classes.length);
  pass.classes.push({ node, scope });
  return scope === pass.scope ? null : enter(pass, node, scope);
};

const openField: Step = (pass, node) => {
  const { tree } = pass;
  const owner = pass.classAt.get(tree.parent[tree.parent[node] ?? 0] ?? -1) ?? null;
  return { ...scopeIn(pass.scope, pass.scope.owner, false), fieldOf: owner };
};

const declareVariable: Step = (pass, node) => {
  const { tree, numbers: { kind: kinds, field: fields } } = pass;
  const name = childOf(pass, node, fields.name);
  const isVar = tree.kind[tree.parent[node] ?? 0] === kinds.variable_declaration;
  if (name >= 0) bind(pass, name, isVar ? (pass.scope.root ?? pass.scope) : pass.scope);
  return null;
};

const openForIn: Step = (pass, node) => {
  const { tree, numbers: { field: fields, token } } = pass;
  const scope = enter(pass, node, scopeIn(pass.scope, pass.scope.owner, false));
  const kind = childOf(pass, node, fields.kind);
  const left = childOf(pass, node, fields.left);
  if (left < 0) return scope;
  if (kind >= 0) bind(pass, left, tree.kind[kind] === token.var ? (pass.scope.root ?? scope) : scope);
  else noteAssigned(pass, left);
  return scope;
};

const openCatch: Step = (pass, node) => {
  const scope = enter(pass, node, scopeIn(pass.scope, pass.scope.owner, false));
  const parameter = childOf(pass, node, pass.numbers.field.parameter);
  if (parameter >= 0) bind(pass, parameter, scope);
  return scope;
};

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...['function_declaration', 'generator_function_declaration', 'function_expression', 'generator_function', 'arrow_function', 'method_definition', 'class_static_block'].map((name) => [name, openFunction] as const),
  ...['class_declaration', 'abstract_class_declaration', 'class'].map((name) => [name, openClass] as const),
  ...['field_definition', 'public_field_definition'].map((name) => [name, openField] as const),
  ...['for_statement', 'switch_body'].map((name) => [name, openBlock] as const),
  ...['ambient_declaration', 'type_annotation', 'type_alias_declaration', 'type_arguments', 'type_parameters', 'function_signature', 'method_signature', 'abstract_method_signature'].map((name) => [name, skip] as const),
  ...['internal_module', 'module'].map((name) => [name, declareModule] as const),
  ...['import_specifier', 'namespace_import'].map((name) => [name, declareLastName] as const),
  ...['import_clause', 'import_require_clause', 'import_alias'].map((name) => [name, declareFirstName] as const),
  ...['assignment_expression', 'augmented_assignment_expression'].map((name) => [name, noteAssignment] as const),
  ['enum_declaration', declareNamed],
  ['interface_declaration', noteInterface],
  ['statement_block', openStatementBlock],
  ['variable_declarator', declareVariable],
  ['for_in_statement', openForIn],
  ['catch_clause', openCatch],
]);

const tables = new WeakMap<FlatTree['kinds'], readonly (Step | undefined)[]>();

function stepsOf(tree: FlatTree): readonly (Step | undefined)[] {
  const known = tables.get(tree.kinds);
  if (known !== undefined) return known;
  const table: (Step | undefined)[] = [];
  for (const [name, step] of STEPS) {
    const kind = tree.kinds.kindOf(name, 'named');
    if (kind >= 0) table[kind] = step;
  }
  tables.set(tree.kinds, table);
  return table;
}
