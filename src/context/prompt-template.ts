import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Fault } from '../contract/errors.ts';
import { FaultsError } from '../contract/errors.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { nearestNames } from '../util/nearest.ts';
import { digestOf } from '../util/digest.ts';

/** How a generator answers: with code for the marker lines, with a unified diff, or by changing files. */
export type AnswerMode = 'replacement' | 'diff' | 'tools';

const FIELDS = ['places', 'files', 'context', 'description', 'hint', 'several', 'allowed', 'language', 'title'] as const;
export type TemplateField = (typeof FIELDS)[number];
export type TemplateValues = Readonly<Record<TemplateField, string>>;

const NEEDED: Readonly<Record<AnswerMode, readonly TemplateField[]>> = {
  replacement: ['files', 'context', 'description', 'hint'],
  diff: ['files', 'context', 'description', 'hint'],
  tools: ['places', 'description', 'hint'],
};

export interface Template {
  readonly mode: AnswerMode;
  /** Of its text: two prompts of one template differ in the task only. */
  readonly digest: string;
  fill(values: TemplateValues): string;
}

/**
 * Our template of a mode, or a user's file: Mustache with fields and sections only. Values go in as they are, and nothing in them is taken for a field.
 * @throws FaultsError where the file names unknown fields, lacks needed ones or is no template; AseError `not-found`, `permission`
 */
export async function openTemplate(mode: AnswerMode, file: string = fileURLToPath(new URL(`../../prompts/${mode}.md`, import.meta.url))): Promise<Template> {
  const text = await withDiskErrors(file, () => readFile(file, 'utf8'));
  const { default: mustache } = await import('mustache');
  const faults = faultsOf(text, { mode, file, parse: (template) => mustache.parse(template) as readonly Token[] });
  if (faults.length > 0) throw new FaultsError(`${file} cannot be used as a template`, faults);
  return { mode, digest: digestOf(text), fill: (values) => mustache.render(text, values, undefined, { escape: (value: string) => value }) };
}

/** Of Mustache's parser: kind, name, and where it begins; sections have their own tokens fifth, partials their indent. */
type Token = readonly [kind: string, name: string, start: number, end: number, children?: readonly Token[] | string];

interface TemplatePlace {
  readonly mode: AnswerMode;
  readonly file: string;
  readonly parse: (text: string) => readonly Token[];
}

function faultsOf(text: string, { mode, file, parse }: TemplatePlace): Fault[] {
  let tokens: readonly Token[];
  try {
    tokens = parse(text);
  } catch (error) {
    const { message } = error as Error;
    return [{ file, ...placeIn(text, Number(/ at (\d+)$/.exec(message)?.[1] ?? 0)), field: '', found: message.replace(/ at \d+$/, '').toLowerCase(), expected: 'sections that end as they begin' }];
  }
  const used = new Set<string>();
  const faults = tokensOf(tokens).flatMap(([kind, name, start]): Fault[] => {
    if (kind === 'text' || kind === '!') return [];
    if (kind === 'name' || kind === '&') used.add(name);
    const place = { file, ...placeIn(text, start), field: name };
    if (kind === '>' || kind === '=') return [{ ...place, found: kind === '>' ? 'a partial' : 'other delimiters', expected: 'fields and sections only' }];
    return FIELDS.some((field) => field === name) ? [] : [{ ...place, found: 'an unknown field', expected: expectedFor(name) }];
  });
  const missing = NEEDED[mode].filter((field) => !used.has(field));
  return [...faults, ...missing.map((field): Fault => ({ file, line: null, column: null, field, found: 'nothing', expected: `{{${field}}} somewhere in a template for ${mode}` }))];
}

function tokensOf(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => [token, ...(typeof token[4] === 'object' ? tokensOf(token[4]) : [])]);
}

function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function expectedFor(name: string): string {
  const [near] = nearestNames(name, FIELDS);
  return near === undefined ? `one of ${FIELDS.join(', ')}` : `${near}?`;
}
