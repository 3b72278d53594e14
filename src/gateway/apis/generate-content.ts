import type { AnswerEnding, TokenUsage } from '../../contract/gateway.ts';
import { asCount, asObject, asText, atUsualPrice, endingOf, sumOf } from './model-api.ts';
import type { Json, ModelApi } from './model-api.ts';
import { fetchedContent, foreignTool, setField } from './provider-work.ts';

const STATUS_WORDS: Readonly<Record<number, string>> = { 400: 'INVALID_ARGUMENT', 404: 'NOT_FOUND', 429: 'RESOURCE_EXHAUSTED' };

/** Google's generateContent and its like; the model stands in the path. */
export function generateContent(action: 'generateContent' | 'streamGenerateContent' | 'countTokens', query: string): ModelApi {
  return {
    provider: 'google',
    generates: action !== 'countTokens',
    upstreamPath: (model) => `/v1beta/models/${model}:${action}${query}`,
    modelOf: () => null,
    sentBody: action === 'countTokens' ? countedBody : answeredBody,
    providerWork: (body) => requestWork(body) ?? requestWork(asObject(body['generateContentRequest']) ?? {}),
    tell: action === 'countTokens' ? (_event, told) => told : (event, told) => ({ model: told.model ?? asText(event['modelVersion']), usage: usageOf(event['usageMetadata']) ?? told.usage, ending: candidateEnding(event) ?? told.ending }),
    error: (status, message) => ({ error: { code: status, message, status: STATUS_WORDS[status] ?? 'PERMISSION_DENIED' } }),
  };
}

const ENDINGS: Readonly<Record<string, AnswerEnding>> = {
  MAX_TOKENS: 'cut-off',
  SAFETY: 'filtered',
  RECITATION: 'filtered',
  BLOCKLIST: 'filtered',
  PROHIBITED_CONTENT: 'filtered',
  SPII: 'filtered',
};

/** A prompt that is blocked has no candidates. */
function candidateEnding(event: Json): AnswerEnding | null {
  if (asText(asObject(event['promptFeedback'])?.['blockReason']) !== null) return 'filtered';
  const { candidates } = event;
  return Array.isArray(candidates) ? endingOf(asObject(candidates[0])?.['finishReason'], ENDINGS) : null;
}

/** The path names the model; what else does is not ours to pass on. */
function answeredBody(body: Json): Json {
  const { model: _, ...others } = atUsualPrice(body);
  return others;
}

/** A request to be counted names its model once more. */
function countedBody(body: Json, model: string): Json {
  const inner = asObject(body['generateContentRequest']);
  return inner === null ? body : { ...body, generateContentRequest: { ...inner, model: `models/${model}` } };
}

function requestWork(body: Json): string | null {
  const parts = [body['contents'], body['systemInstruction'], body['system_instruction']];
  return setField(body, ['cachedContent', 'cached_content']) ?? foreignTool(body['tools'], isOwn) ?? fetchedContent(parts);
}

function isOwn(tool: Json): boolean {
  const names = Object.keys(tool);
  return names.every((name) => name === 'functionDeclarations' || name === 'function_declarations');
}

function usageOf(value: unknown): TokenUsage | null {
  const usage = asObject(value);
  if (usage === null) return null;
  const thoughts = asCount(usage['thoughtsTokenCount']);
  const candidates = asCount(usage['candidatesTokenCount']);
  return {
    inputTokens: sumOf(asCount(usage['promptTokenCount']), asCount(usage['toolUsePromptTokenCount'])),
    cachedInputTokens: asCount(usage['cachedContentTokenCount']),
    cacheWriteTokens: null,
    // A chunk of thoughts only has no candidates yet.
    outputTokens: candidates === null && thoughts === null ? null : (candidates ?? 0) + (thoughts ?? 0),
    reasoningTokens: thoughts,
  };
}
