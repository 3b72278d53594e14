import { AseError } from '../../contract/errors.ts';
import { canonicalJson } from '../../util/digest.ts';
import { nearestNames } from '../../util/nearest.ts';
import { EFFORTS, type Effort, type ModelSettings, type Thinking } from './model-settings.ts';

type Json = NonNullable<ModelSettings['body']>[string];

const NUMBERS = ['temperature', 'top_p', 'seed', 'max_tokens'] as const;
const NAMES = [...NUMBERS, 'thinking', 'effort', 'key'];
const BODY = 'body.';

/**
 * Settings as they stand behind a model's `?`. `effort=low` is another way to write `thinking=low`; `body.NAME=VALUE` takes JSON, or else text.
 * @throws AseError `bad-input`
 */
export function readQuery(label: string, query: string): { readonly settings: ModelSettings; readonly key?: string } {
  const bad = (problem: string): AseError => new AseError('bad-input', `the model ${JSON.stringify(label)} cannot be used: ${problem}`, { remedy: `Settings: ${NAMES.join(', ')}, ${BODY}NAME.` });
  const settings: { -readonly [Name in keyof ModelSettings]: ModelSettings[Name] } = {};
  const body: NonNullable<ModelSettings['body']> = {};
  let key: string | undefined;
  const seen = new Set<string>();
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name, value] = splitPair(pair) ?? [];
    if (name === undefined || value === undefined || value === '') throw bad(`${JSON.stringify(pair)} is no NAME=VALUE`);
    const slot = name === 'effort' ? 'thinking' : name;
    if (seen.has(slot)) throw bad(`it sets ${slot} twice`);
    seen.add(slot);
    const number = NUMBERS.find((known) => known === name);
    if (number !== undefined) settings[number] = numberOf(value) ?? fail(bad(`${name} takes a number`));
    else if (slot === 'thinking') settings.thinking = thinkingOf(value, name) ?? fail(bad(`${name} takes ${name === 'effort' ? '' : 'off, adaptive, a number of tokens, '}${EFFORTS.join(', ')}`));
    else if (name === 'key') key = value;
    else if (name.startsWith(BODY)) body[name.slice(BODY.length)] = jsonOrText(value);
    else {
      const [near] = nearestNames(name, NAMES);
      throw bad(`there is no setting ${JSON.stringify(name)}${near === undefined ? '' : `; did you mean ${near}?`}`);
    }
  }
  return { settings: { ...settings, ...(Object.keys(body).length > 0 ? { body } : {}) }, ...(key === undefined ? {} : { key }) };
}

/** The same text for the same settings. */
export function queryOf({ body = {}, ...settings }: ModelSettings): string {
  const fields = Object.entries(body).map(([name, value]) => [`${BODY}${name}`, typeof value === 'string' && value !== '' && jsonOrText(value) === value ? value : canonicalJson(value)] as const);
  return [...Object.entries(settings).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)] as const), ...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function splitPair(pair: string): [string, string] | null {
  const equals = pair.indexOf('=');
  try {
    return equals < 1 ? null : [decodeURIComponent(pair.slice(0, equals)), decodeURIComponent(pair.slice(equals + 1))];
  } catch {
    return null;
  }
}

function numberOf(text: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function thinkingOf(text: string, name: string): Thinking | null {
  const effort: Effort | undefined = EFFORTS.find((known) => known === text);
  if (effort !== undefined || name === 'effort') return effort ?? null;
  return text === 'off' || text === 'adaptive' ? text : /^\d+$/.test(text) ? Number(text) : null;
}

function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function fail(error: Error): never {
  throw error;
}
