import { z } from 'zod';
import { type Api, bearer, type ErrorReply, type Failure, runsOf } from './api.ts';
import { awsEvent } from './aws-event-stream.ts';
import type { Answer } from './script.ts';

const block = z.object({
  text: z.string().optional(),
  toolUse: z.object({ toolUseId: z.string(), name: z.string(), input: z.unknown() }).optional(),
  toolResult: z.object({ toolUseId: z.string(), content: z.array(z.unknown()), status: z.string().optional() }).optional(),
  reasoningContent: z.unknown().optional(),
  image: z.unknown().optional(),
  document: z.unknown().optional(),
  cachePoint: z.unknown().optional(),
  guardContent: z.unknown().optional(),
});
const schema = z.strictObject({
  messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.array(block).min(1) })).min(1),
  system: z.array(z.object({ text: z.string().min(1).optional(), cachePoint: z.unknown().optional() })).optional(),
  inferenceConfig: z.strictObject({ maxTokens: z.int().min(1).optional(), temperature: z.number().min(0).max(1).optional(), topP: z.number().min(0).max(1).optional(), stopSequences: z.array(z.string()).optional() }).optional(),
  toolConfig: z.strictObject({ tools: z.array(z.unknown()).min(1), toolChoice: z.unknown().optional() }).optional(),
  guardrailConfig: z.unknown().optional(),
  additionalModelRequestFields: z.record(z.string(), z.unknown()).optional(),
  additionalModelResponseFieldPaths: z.array(z.string()).optional(),
  promptVariables: z.unknown().optional(),
  requestMetadata: z.record(z.string(), z.string()).optional(),
  performanceConfig: z.unknown().optional(),
  serviceTier: z.unknown().optional(),
});
type Body = z.infer<typeof schema>;

const KINDS: Readonly<Record<Failure, { readonly status: number; readonly type: string }>> = {
  'wrong-key': { status: 403, type: 'AccessDeniedException' },
  'unknown-model': { status: 400, type: 'ValidationException' },
  'bad-request': { status: 400, type: 'ValidationException' },
  forbidden: { status: 403, type: 'AccessDeniedException' },
  'not-found': { status: 404, type: 'ResourceNotFoundException' },
  'rate-limit': { status: 429, type: 'ThrottlingException' },
  server: { status: 500, type: 'InternalServerException' },
  unavailable: { status: 503, type: 'ServiceUnavailableException' },
  overloaded: { status: 503, type: 'ServiceUnavailableException' },
};

function failure(kind: Failure, message: string): ErrorReply {
  const { status, type } = KINDS[kind];
  return { status, body: { message }, headers: { 'x-amzn-errortype': type, 'x-amzn-requestid': 'loopback' } };
}

/** Of `AWS4-HMAC-SHA256 Credential=ID/date/region/service/aws4_request, SignedHeaders=…, Signature=…`; the signature itself is not verified. */
function accessKeyId(authorization: string | undefined): string | null {
  return /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/[\w-]+\/bedrock\/aws4_request, SignedHeaders=[\w;-]+, Signature=[0-9a-f]{64}$/.exec(authorization ?? '')?.[1] ?? null;
}

function blocksOf(answer: Answer): { whole: Record<string, unknown>; begun?: Record<string, unknown>; deltas: Record<string, unknown>[] }[] {
  const { reasoning, text, toolCalls, pieces } = answer;
  return [
    ...(reasoning === '' ? [] : [{ whole: { reasoningContent: { reasoningText: { text: reasoning, signature: 'c2lnbmF0dXJl' } } }, deltas: [...pieces(reasoning).map((piece) => ({ reasoningContent: { text: piece } })), { reasoningContent: { signature: 'c2lnbmF0dXJl' } }] }]),
    ...(text === '' ? [] : [{ whole: { text }, deltas: pieces(text).map((piece) => ({ text: piece })) }]),
    ...toolCalls.map((call) => {
      if (!('input' in call)) throw new Error('Converse has no tools that take free text');
      const named = { toolUseId: `tooluse_${call.id}`, name: call.name };
      return { whole: { toolUse: { ...named, input: call.input } }, begun: { toolUse: named }, deltas: pieces(JSON.stringify(call.input)).map((input) => ({ toolUse: { input } })) };
    }),
  ];
}

function stopReason({ end }: Answer): string {
  return { stop: 'end_turn', tool: 'tool_use', length: 'max_tokens', filtered: 'content_filtered', refused: 'refusal' }[end];
}

function usageOf({ usage }: Answer): Record<string, unknown> {
  return usage === null ? {} : { usage: { inputTokens: usage.input - usage.cached, outputTokens: usage.output, totalTokens: usage.input + usage.output, cacheReadInputTokens: usage.cached, cacheWriteInputTokens: 0 } };
}

export const bedrock: Api = {
  name: 'bedrock',
  route(method, { pathname }) {
    const [, model, action] = /^\/model\/([^/]+)\/(converse|converse-stream)$/.exec(pathname) ?? [];
    return method === 'POST' && model !== undefined ? { model: decodeURIComponent(model), action: 'answer', streamed: action === 'converse-stream', dialect: 'strict', framing: 'aws' } : null;
  },
  keyOf: (headers) => bearer(headers) ?? accessKeyId(headers.authorization),
  missingHeader: () => null,
  schema: () => schema,
  read: (body: Body, { model, streamed }) => ({ model: model ?? '', streamed: streamed === true, turn: runsOf(body.messages, ({ role }) => role === 'assistant'), tellsUsage: true }),
  failure,
  count: () => ({}),
  whole: (answer) => ({ output: { message: { role: 'assistant', content: blocksOf(answer).map(({ whole }) => whole) } }, stopReason: stopReason(answer), ...usageOf(answer), metrics: { latencyMs: 1 } }),
  *stream(answer) {
    yield awsEvent('messageStart', { role: 'assistant' });
    for (const [contentBlockIndex, { begun, deltas }] of blocksOf(answer).entries()) {
      if (begun !== undefined) yield awsEvent('contentBlockStart', { contentBlockIndex, start: begun });
      for (const delta of deltas) yield awsEvent('contentBlockDelta', { contentBlockIndex, delta });
      yield awsEvent('contentBlockStop', { contentBlockIndex });
    }
    yield awsEvent('messageStop', { stopReason: stopReason(answer) });
    yield awsEvent('metadata', { ...usageOf(answer), metrics: { latencyMs: 1 } });
  },
  streamFailure: (kind, message) => awsEvent(kind === 'rate-limit' ? 'throttlingException' : 'internalServerException', { message }, 'exception'),
};
