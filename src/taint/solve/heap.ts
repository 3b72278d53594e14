import type { Frame } from './program.ts';
import type { Contents } from './state.ts';

/** What an object holds now; null for one of which nothing is known. */
export function contentsOf(frame: Frame, key: string): Contents | null {
  return frame.state?.heap.get(key) ?? frame.program.heap.get(key) ?? null;
}

export function writeContents(frame: Frame, key: string, contents: Contents): void {
  frame.state?.heap.set(key, contents);
}
