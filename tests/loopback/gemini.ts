import { z } from 'zod';
import { type Api, bearer, type ErrorReply, event, type Failure, runsOf } from './api.ts';
import type { Answer } from './script.ts';

const part = z.object({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  inlineData: z.object({ mimeType: z.string(), data: z.string() }).loose().optional(),
  fileData: z.unknown().optional(),
  functionCall: z.object({ name: z.string().min(1), args: z.record(z.string(), z.unknown()).optional(), id: z.string().optional() }).loose().optional(),
  functionResponse: z.object({ name: z.string().min(1), response: z.record(z.string(), z.unknown()), id: z.string().optional() }).loose().optional(),
  executableCode: z.unknown().optional(),
  codeExecutionResult: z.unknown().optional(),
  videoMetadata: z.unknown().optional(),
});
const content = z.strictObject({ role: z.enum(['user', 'model', 'function']).optional(), parts: z.array(part).min(1) });
const declaration = z.object({ name: z.string().regex(/^[\w.:-]{1,64}$/), description: z.string().optional(), parameters: z.unknown().optional(), parametersJsonSchema: z.unknown().optional() }).loose();
const LEVELS = ['minimal', 'low', 'medium', 'high', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'THINKING_LEVEL_UNSPECIFIED'] as const;
const generationConfig = z.object({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.number().optional(),
  seed: z.int().optional(),
  maxOutputTokens: z.int().min(1).optional(),
  candidateCount: z.int().optional(),
  stopSequences: z.array(z.string()).max(5).optional(),
  thinkingConfig: z.strictObject({ thinkingBudget: z.int().min(-1).optional(), thinkingLevel: z.enum(LEVELS).optional(), includeThoughts: z.boolean().optional() })
    .refine(({ thinkingBudget, thinkingLevel }) => thinkingBudget === undefined || thinkingLevel === undefined, 'You can only set only one of thinking budget and thinking level.').optional(),
  responseMimeType: z.string().optional(),
}).loose();
const system = z.union([z.strictObject({ role: z.string().optional(), parts: z.union([z.array(part), part]) })]);
const schema = z.strictObject({
  contents: z.array(content).min(1),
  systemInstruction: system.optional(),
  system_instruction: system.optional(),
  tools: z.array(z.object({ functionDeclarations: z.array(declaration).optional() }).loose()).optional(),
  toolConfig: z.unknown().optional(),
  safetySettings: z.array(z.object({ category: z.string(), threshold: z.string() })).optional(),
  generationConfig: generationConfig.optional(),
  cachedContent: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  serviceTier: z.string().optional(),
  store: z.boolean().optional(),
});
type Body = z.infer<typeof schema>;
const countSchema = z.strictObject({ contents: z.array(content).optional(), generateContentRequest: z.unknown().optional() });

const KINDS: Readonly<Record<Failure, { readonly code: number; readonly status: string }>> = {
  // Not 401: a wrong key is an invalid argument here.
  'wrong-key': { code: 400, status: 'INVALID_ARGUMENT' },
  'unknown-model': { code: 404, status: 'NOT_FOUND' },
  'bad-request': { code: 400, status: 'INVALID_ARGUMENT' },
  forbidden: { code: 403, status: 'PERMISSION_DENIED' },
  'not-found': { code: 404, status: 'NOT_FOUND' },
  'rate-limit': { code: 429, status: 'RESOURCE_EXHAUSTED' },
  server: { code: 500, status: 'INTERNAL' },
  unavailable: { code: 503, status: 'UNAVAILABLE' },
  overloaded: { code: 503, status: 'UNAVAILABLE' },
};

/** With a `retryAfter` of seconds the wait stands in the body, as Google does it. */
function failure(kind: Failure, message: string): ErrorReply {
  const { code, status } = KINDS[kind];
  const details = kind === 'wrong-key' ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata: { service: 'generativelanguage.googleapis.com' } }] : undefined;
  return { status: code, body: { error: { code, message, status, ...(details === undefined ? {} : { details }) } } };
}

function partsOf(answer: Answer): Record<string, unknown>[] {
  const calls = answer.toolCalls.map((call) => {
    if (!('input' in call)) throw new Error('Gemini has no tools that take free text');
    return { functionCall: { name: call.name, args: call.input }, thoughtSignature: 'c2lnbmF0dXJl' };
  });
  const thoughts = answer.pieces(answer.reasoning).map((text) => ({ text, thought: true }));
  return [...thoughts, ...answer.pieces(answer.text).map((text) => ({ text })), ...calls];
}

/** `share` is how much of the output was told with this chunk: Gemini counts as it goes. */
function chunk(answer: Answer, parts: readonly Record<string, unknown>[], share: number): Record<string, unknown> {
  const { usage, end } = answer;
  const isLast = share === 1;
  const output = usage === null ? 0 : Math.floor((usage.output - usage.reasoning) * share);
  const finishReason = end === 'length' ? 'MAX_TOKENS' : end === 'filtered' ? 'SAFETY' : 'STOP';
  const candidate = { ...(parts.length > 0 || !isLast ? { content: { parts, role: 'model' } } : {}), ...(isLast ? { finishReason } : {}), index: 0 };
  const said = usage === null ? undefined : { promptTokenCount: usage.input, candidatesTokenCount: output, totalTokenCount: usage.input + output + usage.reasoning, cachedContentTokenCount: usage.cached, thoughtsTokenCount: usage.reasoning };
  return { candidates: [candidate], ...(said === undefined ? {} : { usageMetadata: said }), modelVersion: answer.model, responseId: answer.id };
}

export const gemini: Api = {
  name: 'gemini',
  route(method, { pathname, searchParams }) {
    const [, model, action] = /^\/v1(?:beta)?\/models\/([^/:]+):(generateContent|streamGenerateContent|countTokens)$/.exec(pathname) ?? [];
    if (method !== 'POST' || model === undefined) return null;
    return { model: decodeURIComponent(model), action: action === 'countTokens' ? 'count' : 'answer', streamed: action === 'streamGenerateContent', dialect: 'strict', framing: searchParams.get('alt') === 'sse' ? 'sse' : 'array' };
  },
  keyOf: (headers, url) => (typeof headers['x-goog-api-key'] === 'string' ? headers['x-goog-api-key'] : (url.searchParams.get('key') ?? bearer(headers))),
  missingHeader: () => null,
  schema: ({ action }) => (action === 'count' ? countSchema : schema),
  read: (body: Body, { model, streamed }) => ({ model: model ?? '', streamed: streamed === true, turn: runsOf(body.contents ?? [], ({ role }) => role === 'model'), tellsUsage: true }),
  failure,
  count: (tokens) => ({ totalTokens: tokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens }] }),
  whole: (answer) => chunk(answer, partsOf(answer), 1),
  *stream(answer, { framing }) {
    const parts = partsOf(answer);
    const chunks = [...parts.map((one, index) => chunk(answer, [one], index / (parts.length + 1))), chunk(answer, parts.length > 0 ? [{ text: '' }] : [], 1)];
    if (framing === 'sse') for (const one of chunks) yield event(one);
    else for (const [index, one] of chunks.entries()) yield `${index === 0 ? '[' : ',\r\n'}${JSON.stringify(one)}${index === chunks.length - 1 ? ']' : ''}`;
  },
  streamFailure: (kind, message) => event(failure(kind, message).body),
};
