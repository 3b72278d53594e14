/** What the loopback server is told to do: the words of a script, the same for every API. */

export type ApiName = 'openai-chat' | 'openai-responses' | 'anthropic' | 'gemini' | 'bedrock';

/** `input` gives a function call; `text` a call of a tool that takes free text (Codex's apply_patch; OpenAI Responses only). */
export type ToolCall = { readonly name: string; readonly input: Readonly<Record<string, unknown>> } | { readonly name: string; readonly text: string };

/** One answer of the model. */
export interface Turn {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ToolCall[];
  /** Default: `tool` with tool calls, else `stop`. `filtered` and `refused` are said as each API says them; where it has no word for a refusal the text is all there is. */
  readonly end?: 'stop' | 'tool' | 'length' | 'filtered' | 'refused';
  /** Default: estimated from the lengths. `null` leaves usage out. Output counts include reasoning, input counts include cached ones. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number; readonly reasoning?: number } | null;
  /** The snapshot that is said to have answered. Default: the model asked for. */
  readonly servedModel?: string;
  /** Characters a piece of a stream. Default: 40. */
  readonly pieceCharacters?: number;
}

/** Something that goes wrong with one request; `null` is nothing. */
export type Fault =
  | { readonly kind: 'status'; readonly status: 400 | 403 | 404 | 429 | 500 | 503 | 529; readonly retryAfter?: string; readonly message?: string }
  | { readonly kind: 'slow-first-byte'; readonly delayMs: number }
  | { readonly kind: 'slow-stream'; readonly delayMs: number }
  /** The connection is closed after so many pieces of a stream, or in the middle of a whole answer. */
  | { readonly kind: 'cut-off'; readonly afterPieces: number }
  /** The stream ends as if all were well, but its last pieces are missing. */
  | { readonly kind: 'ends-early'; readonly afterPieces: number }
  /** An error that a provider reports inside a stream that began well. */
  | { readonly kind: 'error-in-stream'; readonly afterPieces: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

/** A request that the server understood or refused. */
export interface LoopbackRequest {
  readonly number: number;
  readonly method: string;
  /** As it was sent, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  readonly api: ApiName | null;
  readonly model: string | null;
  readonly streamed: boolean;
  /** How many answers of the model the conversation already holds. */
  readonly turn: number;
  /** Milliseconds of the server's clock, from `performance.now()`. */
  readonly at: number;
  /** Why it was turned away, in the provider's words; null where it was answered by the script. */
  readonly refusal: string | null;
}

/** A list answers the n-th turn of every conversation with its n-th entry, later ones with its last. */
export type Script = readonly Turn[] | ((request: LoopbackRequest) => Turn | Promise<Turn>);
/** A list is used up in the order of arrival. */
export type Faults = readonly (Fault | null)[] | ((request: LoopbackRequest) => Fault | null);

/** A turn with all that is optional decided. */
export interface Answer {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly (ToolCall & { readonly id: string })[];
  readonly end: 'stop' | 'tool' | 'length' | 'filtered' | 'refused';
  readonly usage: { readonly input: number; readonly output: number; readonly cached: number; readonly reasoning: number } | null;
  readonly createdSeconds: number;
  readonly pieces: (text: string) => string[];
}

const CHARACTERS_A_TOKEN = 4;

export function answerOf(turn: Turn, request: LoopbackRequest): Answer {
  const { text = '', reasoning = '', toolCalls = [], usage, pieceCharacters = 40 } = turn;
  const tokens = (value: string): number => Math.ceil(value.length / CHARACTERS_A_TOKEN);
  const said = tokens(text + toolCalls.map((call) => JSON.stringify(call)).join(''));
  const estimated = { input: tokens(JSON.stringify(request.body)), output: said + tokens(reasoning), cached: 0, reasoning: tokens(reasoning) };
  return {
    id: `loop${String(request.number).padStart(8, '0')}`,
    model: turn.servedModel ?? request.model ?? '',
    text,
    reasoning,
    toolCalls: toolCalls.map((call, index) => ({ ...call, id: `call_${request.number}_${index}` })),
    end: turn.end ?? (toolCalls.length > 0 ? 'tool' : 'stop'),
    usage: usage === null ? null : { cached: 0, reasoning: 0, ...(usage ?? estimated) },
    createdSeconds: Math.floor(Date.now() / 1000),
    pieces: (value) => Array.from({ length: Math.ceil(value.length / pieceCharacters) }, (_, index) => value.slice(index * pieceCharacters, (index + 1) * pieceCharacters)),
  };
}
