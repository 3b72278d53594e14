import { z } from 'zod';
import { AseError } from '../../contract/errors.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import { type ModelSettings, modelSettingsSchema, PROVIDER_NAMES, type ProviderName } from './model-settings.ts';
import { queryOf, readQuery } from './settings-query.ts';
import { checkThinking } from './thinking-options.ts';

/** Changes when the same spec makes other requests. */
const REQUEST_VERSION = '1';

/** Claude cuts an answer short where nobody says how long it may be. */
const CLAUDE_MAX_TOKENS = 32_000;

/** A model with its settings: one generator. */
export interface ModelSpec {
  readonly provider: ProviderName;
  readonly model: string;
  /** Of `openai-compatible` only, without a slash at its end. */
  readonly baseUrl: string | null;
  readonly settings: ModelSettings;
  /** The variable that holds the key, where it is another than the provider's. It changes no answer: neither name nor digest has it. */
  readonly keyVariable: string | null;
  /** The same for all ways to write the same spec. */
  readonly name: string;
  readonly digest: string;
}

const partsSchema = z.strictObject({
  provider: z.enum(PROVIDER_NAMES),
  model: z.string().regex(/^[^\s\p{C}?#]{1,200}$/u, 'expected a name without blanks, ? and #'),
  url: z.url({ protocol: /^https?$/ }).optional(),
  key: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of a variable, such as DEEPSEEK_API_KEY').optional(),
  settings: modelSettingsSchema.default({}),
});
/** A model as a configuration file names it. */
export type ModelParts = z.input<typeof partsSchema>;

/**
 * Of a name such as `openai:gpt-5?thinking=low`, `anthropic:MODEL?thinking=8000&max_tokens=20000`, `openrouter:vendor/model` or
 * `openai-compatible:MODEL@URL?temperature=0`; null where it begins with no provider.
 * @throws AseError `bad-input`
 */
export function parseModelName(name: string): ModelSpec | null {
  const colon = name.indexOf(':');
  const provider = PROVIDER_NAMES.find((known) => known === name.slice(0, colon));
  if (provider === undefined) return null;
  const [path = '', ...queries] = name.slice(colon + 1).split('?');
  if (queries.length > 1) throw badName(name, 'it has two question marks');
  const { key, settings } = readQuery(name, queries[0] ?? '');
  const [, model = path, url] = (provider === 'openai-compatible' ? /^(.*?)@(https?:.*)$/.exec(path) : null) ?? [];
  return modelSpecOf({ provider, model, ...(url === undefined ? {} : { url }), ...(key === undefined ? {} : { key }), settings }, name);
}

/**
 * @param label how the user wrote it, for messages
 * @throws AseError `bad-input`
 */
export function modelSpecOf(parts: ModelParts, label = `${parts.provider}:${parts.model}`): ModelSpec {
  const parsed = partsSchema.safeParse(parts);
  if (!parsed.success) throw badName(label, parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const { provider, model, key, settings } = parsed.data;
  const baseUrl = parsed.data.url === undefined ? null : checkedUrl(label, parsed.data.url);
  if ((provider === 'openai-compatible') !== (baseUrl !== null)) throw badName(label, provider === 'openai-compatible' ? 'it names no URL' : `${provider} takes no URL`);
  if (settings.body !== undefined && provider !== 'openai-compatible') throw badName(label, `body.${Object.keys(settings.body)[0] ?? ''} is for openai-compatible only`);
  const problem = checkThinking(provider, model, settings);
  if (problem !== null) throw badName(label, problem);
  const place = `${provider}:${model}${baseUrl === null ? '' : `@${baseUrl}`}`;
  const query = queryOf(settings);
  return {
    provider,
    model,
    baseUrl,
    settings,
    keyVariable: key ?? null,
    name: query === '' ? place : `${place}?${query}`,
    digest: digestOf(canonicalJson({ version: REQUEST_VERSION, provider, model, baseUrl, settings: { ...settings, max_tokens: maxTokensOf({ model, settings }) } })),
  };
}

/** Tokens that an answer may have without its thinking; undefined where the provider decides. */
export function maxTokensOf({ model, settings }: Pick<ModelSpec, 'model' | 'settings'>): number | undefined {
  return settings.max_tokens ?? (/claude/i.test(model) ? CLAUDE_MAX_TOKENS : undefined);
}

/** Credentials in a URL would stand in the run's files, and settings behind a second `?` would be lost. */
function checkedUrl(label: string, text: string): string {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw new AseError('bad-input', `the URL of ${label.slice(0, label.indexOf('@'))} holds a password`, { remedy: 'Name the variable that holds the key instead: …?key=VARIABLE' });
  if (url.search !== '' || url.hash !== '') throw badName(label, 'its URL has a query or a fragment');
  return url.href.replace(/\/+$/, '');
}

function badName(label: string, problem: string): AseError {
  return new AseError('bad-input', `the model ${JSON.stringify(label)} cannot be used: ${problem}`, {
    remedy: 'Write openai:MODEL, anthropic:MODEL, google:MODEL, bedrock:MODEL, openrouter:VENDOR/MODEL or openai-compatible:MODEL@URL, with settings as ?temperature=0&top_p=0.9&seed=1&max_tokens=8000&thinking=off.',
  });
}
