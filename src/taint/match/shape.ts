/**
 * A node of code or of a pattern in the words that all languages share, so that spellings of the same thing are equal: without parentheses,
 * comments and punctuation, strings by their value, bodies as blocks.
 */
export interface Shape {
  /** `name`, `string`, `call`, `dot`, `assign`, `function` …, or the grammar's kind where nothing is to be unified. */
  readonly type: string;
  /** Of a leaf its text or value; else the operators and keywords between the children. */
  readonly value: string;
  /** What it is to its parent: `callee`, `argument`, `decorator`, `type` …; empty where the order says it. */
  readonly role: string;
  readonly children: readonly Shape[];
  readonly start: number;
  readonly stop: number;
}

export interface Place {
  readonly start: number;
  readonly stop: number;
}

const NO_SHAPES: readonly Shape[] = [];

/** A shape at a place; `value` and `children` may be left out. */
export function shapeAt(place: Place, type: string, parts: { value?: string; children?: readonly Shape[]; role?: string } = {}): Shape {
  return { type, value: parts.value ?? '', role: parts.role ?? '', children: parts.children ?? NO_SHAPES, start: place.start, stop: place.stop };
}

/** The same shape as another thing to its parent. */
export function withRole(shape: Shape, role: string): Shape {
  return shape.role === role ? shape : { ...shape, role };
}

/** Whether two shapes mean the same, wherever they stand. */
export function isEqual(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.type !== b.type || a.value !== b.value || a.children.length !== b.children.length) return false;
  return a.children.every((child, at) => {
    const other = b.children[at];
    return other !== undefined && isEqual(child, other);
  });
}

const STATEMENTS = new Set(['block', 'assign', 'expression-statement']);

/** Whether it stands in a block rather than in an expression. */
export function isStatement(shape: Shape): boolean {
  return STATEMENTS.has(shape.type) || shape.role === 'statement' || shape.type.endsWith('_statement');
}

/** Parts of the pattern alone. */
export function isEllipsis(shape: Shape): boolean {
  return shape.type === 'ellipsis' || shape.type === 'metavariable-ellipsis' || (shape.type === 'expression-statement' && shape.children.length === 1 && shape.children.every(isEllipsis));
}

/** Of an ellipsis with a name, its name. */
export function ellipsisName(shape: Shape): string | null {
  if (shape.type === 'expression-statement') return shape.children[0] === undefined ? null : ellipsisName(shape.children[0]);
  return shape.type === 'metavariable-ellipsis' ? shape.value : null;
}
