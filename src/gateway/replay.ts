import { AseError } from '../contract/errors.ts';
import { exchangeSchema } from '../contract/gateway.ts';
import type { Exchange } from '../contract/gateway.ts';
import { firstDifference, normaliseRequest } from './normalise.ts';

export interface Cassette {
  /** The answer to a request that was recorded, each given once; or how the request differs from the one that was to come next. */
  take(target: string, body: string): Exchange | { readonly mismatch: string };
}

/**
 * Reads a cassette. A request gets the earliest answer, not given yet, to an equal one (ids, dates and times aside): requests that an agent sends at the
 * same time may come in another order, and nothing else may differ.
 * @throws AseError `damaged` where a line is no exchange, or the cassette is not whole
 */
export function openCassette(text: string): Cassette {
  const left = text.split('\n').filter((line) => line !== '').map(readLine);
  return {
    take(target, body) {
      const asked = normaliseRequest(target, body);
      const at = left.findIndex(({ key }) => key === asked);
      const [found] = at === -1 ? [] : left.splice(at, 1);
      if (found !== undefined) return found.exchange;
      const [next] = left;
      if (next === undefined) return { mismatch: `a request more than were recorded: ${target}` };
      return { mismatch: `request ${next.exchange.number} differs from the recorded one: ${firstDifference(next.key, asked)}` };
    },
  };
}

function readLine(line: string, index: number): { readonly key: string; readonly exchange: Exchange } {
  const parsed = exchangeSchema.safeParse(parseJson(line));
  if (!parsed.success) {
    throw new AseError('damaged', `line ${index + 1} of the cassette is no recorded exchange`, { remedy: 'Replay an exchanges.jsonl as a run left it; one that was too long to be kept whole cannot be replayed.' });
  }
  const exchange = parsed.data;
  return { key: normaliseRequest(exchange.request.path, exchange.request.body), exchange };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

export function piecesOf({ response: { encoding, chunks } }: Exchange): Buffer[] {
  return chunks.map((chunk) => Buffer.from(chunk, encoding));
}
