import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4FinishReason, LanguageModelV4StreamPart, LanguageModelV4Usage, SharedV4Warning } from '@ai-sdk/provider';

/** What a stream told, also of one that broke off. */
export interface ReadAnswer {
  text: string;
  reasoning: string;
  servedModel: string | null;
  finish: LanguageModelV4FinishReason | null;
  usage: LanguageModelV4Usage | null;
  /** US dollars, where the provider itself says it. */
  costUsd: number | null;
  warnings: string[];
  /** The model wanted to call a tool; it was given none. */
  callsTools: boolean;
}

export class AnswerTooLong extends Error {}

/** How a broken stream looks: the SDK's parts end without the provider's word that the answer is whole. */
export class StreamBrokeOff extends Error {}

export function emptyAnswer(): ReadAnswer {
  return { text: '', reasoning: '', servedModel: null, finish: null, usage: null, costUsd: null, warnings: [], callsTools: false };
}

/**
 * Asks and reads into `answer`, so that what came before an error is kept.
 * @throws AnswerTooLong, StreamBrokeOff, and whatever the SDK throws or reports inside the stream
 */
export async function readAnswer(model: LanguageModelV4, options: LanguageModelV4CallOptions, { answer, maxCharacters }: { readonly answer: ReadAnswer; readonly maxCharacters: number }): Promise<void> {
  const { stream } = await model.doStream(options);
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      take(value, answer);
      if (answer.text.length + answer.reasoning.length > maxCharacters) throw new AnswerTooLong();
    }
    isDone = true;
  } finally {
    // Frees the connection; whoever reads gets the first error, not that of the cancelling.
    if (!isDone) reader.cancel().catch(() => undefined);
  }
  if (answer.finish === null || !saysWhy(answer.finish)) throw new StreamBrokeOff('the answer ended before the provider said that it is whole');
}

/** The SDK says `other` or `interrupted`, without the provider's word, where no reason to finish came. */
function saysWhy({ unified, raw }: LanguageModelV4FinishReason): boolean {
  return raw !== undefined || unified === 'stop' || unified === 'length' || unified === 'content-filter' || unified === 'tool-calls';
}

function take(part: LanguageModelV4StreamPart, answer: ReadAnswer): void {
  switch (part.type) {
    case 'stream-start':
      answer.warnings.push(...part.warnings.map(warningText));
      return;
    case 'response-metadata':
      answer.servedModel = part.modelId ?? answer.servedModel;
      return;
    case 'text-delta':
      answer.text += part.delta;
      return;
    case 'reasoning-delta':
      answer.reasoning += part.delta;
      return;
    case 'tool-call':
      answer.callsTools = true;
      return;
    case 'finish':
      answer.finish = part.finishReason;
      answer.usage = part.usage;
      answer.costUsd = statedCost(part.providerMetadata);
      return;
    case 'error':
      throw part.error;
    default:
  }
}

function warningText(warning: SharedV4Warning): string {
  switch (warning.type) {
    case 'unsupported':
    case 'compatibility':
      return `${warning.type}: ${warning.feature}${warning.details === undefined ? '' : `: ${warning.details}`}`;
    case 'deprecated':
      return `deprecated: ${warning.setting}: ${warning.message}`;
    case 'other':
      return warning.message;
  }
}

/** OpenRouter alone says it. */
function statedCost(metadata: Readonly<Record<string, unknown>> | undefined): number | null {
  const own = metadata?.['openrouter'];
  const usage = typeof own === 'object' && own !== null && 'usage' in own ? own.usage : null;
  const cost = typeof usage === 'object' && usage !== null && 'cost' in usage ? usage.cost : null;
  return typeof cost === 'number' && cost >= 0 ? cost : null;
}
