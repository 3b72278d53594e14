import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Writes pieces to a client as they come. */
export interface Delivery {
  /** Resolves when there is room for more; false where the client is gone. */
  write(piece: Buffer): Promise<boolean>;
  end(): void;
  /** Cuts the connection, so that the client sees that the answer is not whole. */
  cut(): void;
}

export function deliverTo(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): Delivery {
  response.writeHead(status, headers);
  // The head goes out with the first byte, and at once where that takes long.
  response.flushHeaders();
  return {
    async write(piece) {
      if (response.destroyed) return false;
      if (piece.length === 0 || response.write(piece)) return true;
      const gone = new AbortController();
      await Promise.race([once(response, 'drain', { signal: gone.signal }), once(response, 'close', { signal: gone.signal })]).finally(() => gone.abort());
      return !response.destroyed;
    },
    end: () => void response.end(),
    cut: () => void response.destroy(),
  };
}
