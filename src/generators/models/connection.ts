import { AseError } from '../../contract/errors.ts';
import type { ProviderName } from './model-settings.ts';
import type { ModelSpec } from './model-spec.ts';
import type { Secrets } from './secrets.ts';

/** Where a model is reached, and with what. */
export interface Connection {
  /** Undefined: the provider's own address. */
  readonly baseUrl: string | undefined;
  /** Undefined: none is sent (a server of one's own), or `aws` signs. */
  readonly key: string | undefined;
  readonly aws: { readonly region: string; readonly accessKeyId?: string; readonly secretAccessKey?: string; readonly sessionToken?: string } | null;
  /** All that must be seen nowhere. */
  readonly secrets: readonly string[];
}

interface Variables {
  /** The first that is set counts. */
  readonly keys: readonly string[];
  readonly baseUrls: readonly string[];
  /** What official clients leave out of their base URL, and the API's paths need. */
  readonly prefix: string;
}

const VARIABLES: Readonly<Record<Exclude<ProviderName, 'bedrock'>, Variables>> = {
  openai: { keys: ['OPENAI_API_KEY'], baseUrls: ['OPENAI_BASE_URL'], prefix: '' },
  anthropic: { keys: ['ANTHROPIC_API_KEY'], baseUrls: ['ANTHROPIC_BASE_URL'], prefix: '/v1' },
  google: { keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'], baseUrls: ['GOOGLE_GEMINI_BASE_URL'], prefix: '/v1beta' },
  openrouter: { keys: ['OPENROUTER_API_KEY'], baseUrls: ['OPENROUTER_BASE_URL'], prefix: '' },
  'openai-compatible': { keys: ['OPENAI_COMPATIBLE_API_KEY'], baseUrls: [], prefix: '' },
};

/** @throws AseError `permission` where a key is missing; it names the variable */
export function connectionOf(spec: Pick<ModelSpec, 'provider' | 'baseUrl' | 'keyVariable' | 'name'>, secrets: Secrets): Connection {
  const { provider, keyVariable } = spec;
  if (provider === 'bedrock') return bedrockConnection(spec, secrets);
  const { keys, baseUrls, prefix } = VARIABLES[provider];
  const names = keyVariable === null ? keys : [keyVariable];
  const key = firstOf(names, secrets);
  // A server of one's own often wants none; one that was named must be there.
  if (key === null && (provider !== 'openai-compatible' || keyVariable !== null)) throw missingKey(spec.name, names, secrets);
  const base = spec.baseUrl ?? firstOf(baseUrls, secrets)?.replace(/\/+$/, '');
  return {
    baseUrl: base === undefined || base.endsWith(prefix) ? base : `${base}${prefix}`,
    key: key ?? undefined,
    aws: null,
    secrets: key === null ? [] : [key],
  };
}

function bedrockConnection({ name, keyVariable }: Pick<ModelSpec, 'name' | 'keyVariable'>, secrets: Secrets): Connection {
  const token = secrets.get(keyVariable ?? 'AWS_BEARER_TOKEN_BEDROCK');
  const accessKeyId = secrets.get('AWS_ACCESS_KEY_ID');
  const secretAccessKey = secrets.get('AWS_SECRET_ACCESS_KEY');
  const sessionToken = secrets.get('AWS_SESSION_TOKEN');
  if (token === null && (keyVariable !== null || accessKeyId === null || secretAccessKey === null)) {
    throw missingKey(name, keyVariable === null ? ['AWS_BEARER_TOKEN_BEDROCK', 'AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY'] : [keyVariable], secrets);
  }
  const region = firstOf(['AWS_REGION', 'AWS_DEFAULT_REGION'], secrets);
  if (region === null) throw new AseError('permission', `no region for ${name}`, { remedy: 'Set AWS_REGION, such as us-east-1.' });
  const signs = token === null && accessKeyId !== null && secretAccessKey !== null;
  return {
    baseUrl: firstOf(['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'], secrets)?.replace(/\/+$/, ''),
    key: token ?? undefined,
    aws: { region, ...(signs ? { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) } : {}) },
    secrets: [token, accessKeyId, secretAccessKey, sessionToken].filter((secret) => secret !== null),
  };
}

function firstOf(names: readonly string[], secrets: Secrets): string | null {
  for (const name of names) {
    const value = secrets.get(name);
    if (value !== null) return value;
  }
  return null;
}

function missingKey(name: string, variables: readonly string[], { file }: Secrets): AseError {
  return new AseError('permission', `no key for ${name}: ${variables.join(' or ')} is not set`, { remedy: `Set ${variables[0] ?? ''}, or write ${variables[0] ?? ''}=… into ${file} (readable by you alone).` });
}
