import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Answer, ApiName } from './script.ts';

/** What a request's path says. `count` asks only how many tokens it has. */
export interface Route {
  readonly model: string | null;
  readonly action: 'answer' | 'count';
  /** Null: the body says it. */
  readonly streamed: boolean | null;
  /** `compatible`: fields that OpenAI does not know are let through, and thoughts are told, as vLLM, DeepSeek and Qwen do it. */
  readonly dialect: 'strict' | 'compatible' | 'openrouter';
  /** Gemini's streams are a JSON array unless the query has `alt=sse`. */
  readonly framing: 'sse' | 'array' | 'aws';
}

/** What a valid request says. */
export interface Asked {
  readonly model: string;
  readonly streamed: boolean;
  readonly turn: number;
  /** How the answer is to be told, such as usage only where it was asked for. */
  readonly tellsUsage: boolean;
}

export type Failure = 'wrong-key' | 'unknown-model' | 'bad-request' | 'forbidden' | 'not-found' | 'rate-limit' | 'server' | 'unavailable' | 'overloaded';

export interface ErrorReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One provider's protocol. All of it is written after the provider's published reference, not after any client. */
export interface Api {
  readonly name: ApiName;
  /** Null: not a path of this API. */
  route(method: string, url: URL): Route | null;
  /** Null: there is none. */
  keyOf(headers: IncomingHttpHeaders, url: URL): string | null;
  /** Null: all headers that the API demands are there; else what the provider says. */
  missingHeader(headers: IncomingHttpHeaders): string | null;
  schema(route: Route): z.ZodType;
  read(body: never, route: Route): Asked;
  failure(kind: Failure, message: string): ErrorReply;
  count(tokens: number): unknown;
  whole(answer: Answer, route: Route): unknown;
  /** Pieces of a stream, as they go over the wire. */
  stream(answer: Answer, route: Route, asked: Asked): Iterable<string | Uint8Array>;
  /** A failure inside a stream that began well. */
  streamFailure(kind: Failure, message: string): string | Uint8Array;
}

export function bearer({ authorization }: IncomingHttpHeaders): string | null {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? null;
}

/** A server-sent event; without a name where the API uses none. */
export function event(value: unknown, name?: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(value)}\n\n`;
}

/** How many answers a list of messages holds: runs of consecutive ones that the model made. */
export function runsOf<Item>(items: readonly Item[], isMadeByModel: (item: Item) => boolean): number {
  return items.filter((item, index) => {
    const earlier = items[index - 1];
    return isMadeByModel(item) && (earlier === undefined || !isMadeByModel(earlier));
  }).length;
}
