import type { Exchange } from '../contract/gateway.ts';

/** An exchange as bytes; they become lines of text only when somebody wants them. */
export interface RecordedExchange extends Omit<Exchange, 'schema' | 'request' | 'response'> {
  readonly request: Omit<Exchange['request'], 'body'> & { readonly body: Buffer };
  readonly response: Omit<Exchange['response'], 'encoding' | 'chunks'> & { readonly pieces: readonly Buffer[] };
}

export interface Recorder {
  add(exchange: RecordedExchange): void;
  /** JSON lines in the order of the requests' numbers. */
  text(): string;
  isWhole(): boolean;
}

/** Keeps exchanges up to `maxBytes` in all; what comes later is left out, with a note. */
export function createRecorder(maxBytes: number): Recorder {
  const kept: RecordedExchange[] = [];
  let bytes = 0;
  let left = 0;
  return {
    add(exchange) {
      bytes += exchange.request.body.length + exchange.response.pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (bytes > maxBytes) left += 1;
      else kept.push(exchange);
    },
    text() {
      const lines = kept.toSorted((a, b) => a.number - b.number).map(lineOf);
      if (left > 0) lines.push(JSON.stringify({ schema: 'ase/note@1', note: `${left} exchanges are left out: together they are longer than ${maxBytes} bytes` }));
      return lines.map((line) => `${line}\n`).join('');
    },
    isWhole: () => left === 0,
  };
}

function lineOf({ request, response: { pieces, ...head }, ...exchange }: RecordedExchange): string {
  const whole: Exchange = { schema: 'ase/exchange@1', ...exchange, request: { ...request, body: request.body.toString('utf8') }, response: { ...head, ...encodePieces(pieces) } };
  return JSON.stringify(whole);
}

/** Pieces as text where all of them together are UTF-8, else as base64. A character that lies across two pieces comes with the second. */
export function encodePieces(pieces: readonly Buffer[]): Pick<Exchange['response'], 'encoding' | 'chunks'> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const chunks = pieces.map((piece) => decoder.decode(piece, { stream: true }));
    decoder.decode();
    return { encoding: 'utf8', chunks };
  } catch {
    return { encoding: 'base64', chunks: pieces.map((piece) => piece.toString('base64')) };
  }
}
