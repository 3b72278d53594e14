import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { AseError } from '../../contract/errors.ts';
import type { Change } from '../../contract/results.ts';
import { decodeUtf8 } from '../utf8-text.ts';
import type { FileChange, RepositoryChanges } from './repository-changes.ts';

/** Two texts of which nothing is alike take long to compare: then the whole file is replaced. */
const COMPARE_MS = 2_000;
const LISTED = 200;

export interface AnswerInput {
  readonly changes: RepositoryChanges;
  /** Files that the task allows. */
  readonly allowed: ReadonlySet<string>;
  /** A file as the agent found it; null where there was none. */
  readonly before: (path: string) => Promise<Buffer | null>;
}

export interface Answer {
  readonly change: Change;
  readonly isEmpty: boolean;
  /** Paths that were changed and are left out. */
  readonly dropped: readonly string[];
}

/** The difference that an agent left in the files that the task allows. Nothing of it is repaired. */
export async function answerOf({ changes, allowed, before }: AnswerInput): Promise<Answer> {
  const parts: string[] = [];
  const faults: string[] = [];
  const dropped: string[] = [];
  for (const [path, change] of changes.files) {
    if (!allowed.has(path)) dropped.push(path);
    else if (change.kind === 'written') {
      const [old, content] = [await before(path), change.read()];
      const part = old !== null && old.equals(content) ? '' : patchOf(path, old, content);
      if (part instanceof AseError) faults.push(`${path} is not UTF-8`);
      else parts.push(part);
    } else faults.push(faultOf(path, change));
  }
  dropped.sort();
  const patch = parts.join('');
  const listed = changes.isCut || dropped.length > LISTED ? [...dropped.slice(0, LISTED), '… and more'] : dropped;
  if (faults.length > 0) return { change: { unusable: `the agent left no text in the file: ${faults.join(', ')}` }, isEmpty: false, dropped: listed };
  if (patch === '') return { change: { unusable: `the agent changed none of the files that the task allows (${[...allowed].slice(0, 10).join(', ')})` }, isEmpty: true, dropped: listed };
  return { change: { patch }, isEmpty: false, dropped: listed };
}

function faultOf(path: string, change: Exclude<FileChange, { kind: 'written' }>): string {
  switch (change.kind) {
    case 'deleted':
      return `${path} is deleted`;
    case 'link':
      return `${path} is a link`;
    case 'special':
      return `${path} is no file`;
    case 'too-large':
      return `${path} has ${change.bytes} bytes`;
  }
}

/** Of bytes as Latin-1, so that every byte is a character; as text it has to be UTF-8. */
function patchOf(path: string, old: Buffer | null, content: Buffer): string | AseError {
  const name = Buffer.from(path, 'utf8').toString('latin1');
  const names = [old === null ? '/dev/null' : `a/${name}`, `b/${name}`] as const;
  const [a, b] = [(old ?? Buffer.alloc(0)).toString('latin1'), content.toString('latin1')];
  const patch = createTwoFilesPatch(...names, a, b, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY, timeout: COMPARE_MS }) ?? wholePatch(names, a, b);
  try {
    return decodeUtf8(Buffer.from(patch, 'latin1'), path);
  } catch (error) {
    if (error instanceof AseError) return error;
    throw error;
  }
}

/** All lines out, all lines in. */
function wholePatch([from, to]: readonly [string, string], a: string, b: string): string {
  const lines = (text: string, sign: string): { count: number; text: string } => {
    if (text === '') return { count: 0, text: '' };
    const split = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
    const end = text.endsWith('\n') ? '' : '\\ No newline at end of file\n';
    return { count: split.length, text: split.map((line) => `${sign}${line}\n`).join('') + end };
  };
  const [out, in_] = [lines(a, '-'), lines(b, '+')];
  return `--- ${from}\n+++ ${to}\n@@ -${out.count === 0 ? 0 : 1},${out.count} +${in_.count === 0 ? 0 : 1},${in_.count} @@\n${out.text}${in_.text}`;
}
