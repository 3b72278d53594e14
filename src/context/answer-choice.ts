import { extensionOf } from './comment-syntax.ts';
import type { Fence } from './answer-fences.ts';
import type { MaskedFile } from './masked-file.ts';

/** Why an answer cannot be used. */
export interface Unusable {
  readonly unusable: string;
}

export interface ChoiceInput {
  readonly files: readonly MaskedFile[];
  /** How many regions the task has. */
  readonly regions: number;
}

/** Blocks of these kinds show how code is used or what it prints; they count only where the task's own files are such. */
const ASIDES: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'zsh', 'console', 'shell-session', 'terminal', 'text', 'txt', 'plaintext', 'output', 'log', 'diff', 'patch']);

/**
 * The code block for each region, in the task's order. Blocks count that are not empty and no aside; equal ones count once. As many as there are regions: they are taken in order, unless
 * their names say another. Otherwise a block counts that is named: the line before it or its info string has the region's number, or the path of a file with one region.
 */
export function chooseBlocks(fences: readonly Fence[], { files, regions }: ChoiceInput): readonly string[] | Unusable {
  const blocks = countingBlocks(fences, { files, regions });
  const [first] = blocks;
  if (first === undefined) return { unusable: fences.length === 0 ? 'the answer has no code block' : 'the code block of the answer is empty' };
  if (regions === 1 && blocks.length === 1) return [first.text];
  const named = namedBlocks(blocks, { files, regions });
  if (named !== null) return named;
  if (blocks.length === regions && blocks.every((block) => numbersOf(block, { files, regions }).length === 0)) return blocks.map(({ text }) => text);
  return { unusable: `the answer has ${blocks.length} code blocks for ${regions === 1 ? 'one region' : `${regions} regions`}, and their names do not tell which counts` };
}

/** Those that are no asides; where there is nothing else, asides count: a word is easily wrong. */
export function countingBlocks(fences: readonly Fence[], { files, regions }: ChoiceInput): readonly Fence[] {
  const extensions = new Set(files.map(({ path }) => extensionOf(path)));
  const filled = fences.filter(({ text }) => text.trim() !== '');
  const code = filled.filter(({ info }) => extensions.has(wordOf(info)) || !ASIDES.has(wordOf(info)));
  const blocks = code.length > 0 ? code : filled;
  // Regions may be alike; the answer to one region may be repeated.
  return regions > 1 ? blocks : [...new Map(blocks.toReversed().map((block) => [block.text, block])).values()].reverse();
}

/** Lower case, without the dot. */
function wordOf(info: string): string {
  return /^\.?([\w+-]{1,30})/.exec(info)?.[1]?.toLowerCase() ?? '';
}

/** Null unless each region has exactly one block that names it and no other. */
function namedBlocks(blocks: readonly Fence[], input: ChoiceInput): string[] | null {
  const texts = new Map<number, string>();
  for (const block of blocks) {
    const numbers = numbersOf(block, input);
    const [number] = numbers;
    if (number === undefined) continue;
    if (numbers.length > 1 || texts.has(number)) return null;
    texts.set(number, block.text);
  }
  return texts.size === input.regions ? [...texts].sort(([a], [b]) => a - b).map(([, text]) => text) : null;
}

/** The regions that a block's surroundings name. */
function numbersOf({ info, before }: Fence, { files, regions }: ChoiceInput): readonly number[] {
  const words = `${before.slice(0, 300)}\n${info.slice(0, 300)}`;
  const numbers = new Set([...words.matchAll(/\bregion[ #:_-]{0,3}(\d{1,3})\b/gi)].map(([, digits]) => Number(digits) - 1).filter((number) => number >= 0 && number < regions));
  if (numbers.size > 0) return [...numbers];
  return files.flatMap(({ path, markers }) => (markers.length === 1 && names(words, path) ? markers.map(({ region }) => region) : []));
}

/** Whether a text has a path or its last part as a word of its own. */
function names(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const at = text.indexOf(name);
  if (at === -1) return false;
  const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
  const isWhole = !/[\w.-]/.test(before) && !/[\w/-]/.test(after);
  // Another folder's file of the same name is another file.
  return isWhole && (before !== '/' || text.slice(0, at + name.length).endsWith(path));
}
