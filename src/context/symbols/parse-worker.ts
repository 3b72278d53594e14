// A thread of its own for the parser: a hostile file can keep it busy for hours, and only a thread can be stopped from outside.
import { parentPort } from 'node:worker_threads';
import { fileSymbols } from './file-symbols.ts';
import type { SymbolLanguage } from './languages.ts';

export interface ParseRequest {
  readonly text: string;
  readonly language: SymbolLanguage;
}

parentPort?.on('message', ({ text, language }: ParseRequest) => {
  fileSymbols(text, language).then(
    (symbols) => parentPort?.postMessage(symbols, []),
    () => parentPort?.postMessage(null, []),
  );
});
