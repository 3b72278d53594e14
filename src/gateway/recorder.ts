import type { Exchange } from '../contract/gateway.ts';

export interface Recorder {
  add(exchange: Omit<Exchange, 'schema'>): void;
  /** JSON lines in the order of the requests' numbers. */
  text(): string;
  isWhole(): boolean;
}

/** Keeps exchanges as lines, up to `maxBytes` in all; what comes later is left out, with a note. */
export function createRecorder(maxBytes: number): Recorder {
  const lines = new Map<number, string>();
  let bytes = 0;
  let left = 0;
  return {
    add(exchange) {
      const line = JSON.stringify({ schema: 'ase/exchange@1', ...exchange } satisfies Exchange);
      bytes += line.length;
      if (bytes > maxBytes) left += 1;
      else lines.set(exchange.number, line);
    },
    text() {
      const sorted = [...lines].sort(([a], [b]) => a - b).map(([, line]) => line);
      if (left > 0) sorted.push(JSON.stringify({ schema: 'ase/note@1', note: `${left} exchanges are left out: together they are longer than ${maxBytes} bytes` }));
      return sorted.map((line) => `${line}\n`).join('');
    },
    isWhole: () => left === 0,
  };
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
