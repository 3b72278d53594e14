import { bareLine, linesOf } from './text-lines.ts';

/** A code block of an answer. */
export interface Fence {
  /** What stands behind the opening fence. */
  readonly info: string;
  /** The last line before it that is not blank and belongs to no other block; empty without one. */
  readonly before: string;
  readonly text: string;
}

export interface ReadAnswer {
  /** The answer without its thoughts. */
  readonly text: string;
  readonly fences: readonly Fence[];
  /** Thoughts began and did not end. */
  readonly endsInThoughts: boolean;
}

interface FenceLine {
  readonly indent: number;
  readonly character: string;
  readonly length: number;
  readonly info: string;
}

interface OpenFence extends FenceLine {
  readonly before: string;
  readonly lines: string[];
  /** Fences with an info string that were opened inside. */
  depth: number;
}

const THOUGHT_TAGS = ['think', 'thinking'] as const;

/**
 * Takes the thoughts out of an answer and finds its code blocks, line by line, in linear time. Thoughts begin with `<think>` or `<thinking>` at the start of a line outside of a block; where
 * only their end is there (the start was in the prompt's end), all before it are thoughts. A block that is not closed ends with the answer.
 */
export function readAnswer(raw: string): ReadAnswer {
  const lines = linesOf(raw);
  const start = orphanedEnd(lines);
  const scan = new AnswerScan(start > 0);
  for (let index = start; index < lines.length; index += 1) scan.take(lines[index] ?? '');
  return scan.end();
}

/** The index after a line that only ends thoughts which never began; 0 without one. */
function orphanedEnd(lines: readonly string[]): number {
  for (const [index, line] of lines.entries()) {
    if (line.length > 1000) continue;
    const text = line.trim();
    if (THOUGHT_TAGS.some((tag) => text.startsWith(`<${tag}>`))) return 0;
    if (THOUGHT_TAGS.some((tag) => text === `</${tag}>`)) return index + 1;
  }
  return 0;
}

class AnswerScan {
  readonly #kept: string[] = [];
  readonly #fences: Fence[] = [];
  #open: OpenFence | null = null;
  /** The tag that ends the thoughts which the scan is in. */
  #thoughtEnd: string | null = null;
  #before = '';
  /** Blank lines between thoughts and the answer belong to neither. */
  #skipsBlank: boolean;

  constructor(skipsBlank: boolean) {
    this.#skipsBlank = skipsBlank;
  }

  take(line: string): void {
    const rest = this.#open === null ? this.#withoutThoughts(line) : line;
    if (rest === null || (this.#skipsBlank && rest.trim() === '')) return;
    this.#skipsBlank = false;
    this.#kept.push(rest);
    if (this.#open === null) this.#outside(rest);
    else this.#inside(rest, this.#open);
  }

  end(): ReadAnswer {
    if (this.#open !== null) this.#close(this.#open);
    return { text: this.#kept.join(''), fences: this.#fences, endsInThoughts: this.#thoughtEnd !== null };
  }

  /** What a line outside of a block holds besides thoughts; null where it is all thoughts. */
  #withoutThoughts(line: string): string | null {
    let rest = line;
    for (;;) {
      if (this.#thoughtEnd !== null) {
        const end = rest.indexOf(this.#thoughtEnd);
        if (end === -1) return null;
        rest = rest.slice(end + this.#thoughtEnd.length);
        this.#thoughtEnd = null;
        this.#skipsBlank = true;
        if (bareLine(rest).trim() === '') return null;
      }
      const start = rest.trimStart();
      const tag = THOUGHT_TAGS.find((name) => start.startsWith(`<${name}>`));
      if (tag === undefined) return rest;
      this.#thoughtEnd = `</${tag}>`;
      rest = start;
    }
  }

  #outside(line: string): void {
    const fence = fenceLine(line);
    if (fence !== null) this.#open = { ...fence, before: this.#before, lines: [], depth: 0 };
    else if (line.trim() !== '') this.#before = line.slice(0, 500).trim();
  }

  #inside(line: string, open: OpenFence): void {
    const fence = fenceLine(line);
    // In a diff a leading space says that the line is unchanged: it is no indent.
    const deepest = open.indent + (isDiffWord(open.info) ? 0 : 3);
    const counts = fence !== null && fence.character === open.character && fence.length >= open.length && fence.indent <= deepest;
    if (counts && fence.info === '' && open.depth === 0) {
      this.#close(open);
      return;
    }
    if (counts) open.depth += fence.info === '' ? -1 : 1;
    open.lines.push(open.indent === 0 ? line : line.slice(Math.min(open.indent, indentLength(line))));
  }

  #close({ info, before, lines }: OpenFence): void {
    this.#fences.push({ info, before, text: lines.join('') });
    this.#open = null;
    this.#before = '';
  }
}

/** The word of an info string that says that a block holds a diff. */
export function isDiffWord(info: string): boolean {
  return /^(?:diff|patch|udiff)\b/i.test(info);
}

function indentLength(line: string): number {
  let length = 0;
  while (line[length] === ' ' || line[length] === '\t') length += 1;
  return length;
}

/** Three or more back quotes or tildes, and what follows them; null for any other line. */
function fenceLine(line: string): FenceLine | null {
  const indent = indentLength(line);
  const character = line[indent] ?? '';
  if (character !== '`' && character !== '~') return null;
  let end = indent;
  while (line[end] === character) end += 1;
  const info = line.slice(end).trim();
  // Back quotes behind back quotes are code inside of a line.
  return end - indent < 3 || (character === '`' && info.includes('`')) ? null : { indent, character, length: end - indent, info };
}
