/** How an operation that the engine executes is written in a model: how many parts it takes at most, and which options. */
export interface OperationShape {
  readonly parts: number;
  readonly options: readonly string[];
}

const DIALECTS = ['javascript', 'php', 'python'];
const shape = (parts: number, options: readonly string[] = []): OperationShape => ({ parts, options });

/** Parts in the order of docs/framework-models.md. */
export const OPERATIONS: ReadonlyMap<string, OperationShape> = new Map([
  ['replace', shape(3, ['literal', ...DIALECTS, 'all', 'first', 'by-flags'])],
  ['test-regex', shape(2, [...DIALECTS, 'start', 'full'])],
  ['match', shape(2, [...DIALECTS, 'start', 'full'])],
  ['starts-with', shape(2)],
  ['ends-with', shape(2)],
  ['includes', shape(2)],
  ['index-of', shape(2)],
  ['in-list', shape(2, ['loose'])],
  ['split', shape(2, DIALECTS)],
  ['join', shape(2)],
  ['concat', shape(3)],
  ['slice', shape(3)],
  ['format', shape(12, ['printf', 'braces'])],
  ['identity', shape(1, ['text'])],
  ['lower', shape(1)],
  ['upper', shape(1)],
  ['path-join', shape(2, ['literal'])],
  ['path-resolve', shape(2)],
  ['normalize', shape(1)],
  ['realpath', shape(1)],
  ['basename', shape(2)],
  ['relative', shape(2)],
  ['dirname', shape(1)],
  ['push', shape(2)],
  ['insert', shape(3)],
  ['take', shape(2, ['first'])],
  ['new-object', shape(1)],
  ['write-text', shape(2)],
  ['read-text', shape(1)],
  ['url-parts', shape(1)],
  ['get', shape(4, ['nested'])],
  ['set', shape(4, ['nested'])],
  ['has-key', shape(2, ['lists'])],
  ['keys', shape(1)],
  ['values', shape(1)],
  ['entries', shape(1)],
  ['merge', shape(2)],
  ['from-entries', shape(1)],
  ['assign-fields', shape(2)],
  ['invoke', shape(3)],
  ['apply', shape(3)],
  ['bind', shape(3)],
  ['call-name', shape(2)],
  ['every', shape(2)],
  ['some', shape(2)],
  ['find', shape(2)],
  ['is-array', shape(1)],
  ['is-text', shape(1)],
  ['is-number', shape(1)],
  ['is-function', shape(1)],
  ['length', shape(1)],
]);
