import { Worker } from 'node:worker_threads';
import type { FileSymbols } from './file-symbols.ts';
import type { SymbolLanguage } from './languages.ts';
import type { ParseRequest } from './parse-worker.ts';

/** For one file, the start of the thread and the load of its grammar included. An honest file of the largest size takes 0.3 s. */
const LIMIT_MS = 20_000;

/** Parses files in a thread, one after another; a file that takes too long costs the thread, not the process. An idle thread does not keep the process. */
export class ParseThread {
  #worker: Worker | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #limitMs: number;

  constructor(limitMs = LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  /** Null for a file that cannot be parsed in time or in memory. */
  symbols(text: string, language: SymbolLanguage): Promise<FileSymbols | null> {
    const answer = this.#queue.then(() => this.#ask({ text, language }));
    this.#queue = answer;
    return answer;
  }

  async #ask(request: ParseRequest): Promise<FileSymbols | null> {
    const worker = (this.#worker ??= startWorker());
    const answer = Promise.withResolvers<FileSymbols | null>();
    const giveUp = (): void => {
      this.#worker = null;
      void worker.terminate();
      answer.resolve(null);
    };
    const timer = setTimeout(giveUp, this.#limitMs);
    worker.on('message', answer.resolve).on('error', giveUp).on('exit', giveUp);
    worker.postMessage(request, []);
    const symbols = await answer.promise;
    clearTimeout(timer);
    // An error of a thread that is being stopped is of no interest, but one that nobody hears would end the process.
    worker.off('error', ignore).on('error', ignore);
    worker.off('message', answer.resolve).off('error', giveUp).off('exit', giveUp);
    // Listening for a message has tied the process to it again.
    worker.unref();
    return symbols;
  }
}

const ignore = (): void => undefined;

function startWorker(): Worker {
  // In a checkout the sources run, in the package what was compiled.
  const file = new URL(`./parse-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  return new Worker(file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 512 }, stdout: true, stderr: true });
}
