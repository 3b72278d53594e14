import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { filesBelow } from './files-below.ts';

/** Code that tries to fool or hurt the judge, put in front of the vulnerable file of any task in its language. */
export interface GeneralCheat {
  readonly id: string;
  readonly text: string;
}

interface CheatLanguage {
  readonly folder: string;
  readonly extension: string;
  /** What must stay first in a file. */
  readonly head: RegExp;
}

const JAVASCRIPT: CheatLanguage = { folder: 'javascript', extension: '.js', head: /^(?:#![^\n]*\n)?(?:\s*['"]use strict['"];?[^\n]*\n)?/ };
const C: CheatLanguage = { folder: 'c', extension: '.c', head: /^/ };
const LANGUAGES: Readonly<Partial<Record<Task['language'], CheatLanguage>>> = {
  javascript: JAVASCRIPT,
  typescript: JAVASCRIPT,
  // Imports from __future__ come before any other statement.
  python: { folder: 'python', extension: '.py', head: /^(?:(?:[^\n]*\n){0,400}?from __future__ import [^\n]*\n)?/ },
  php: { folder: 'php', extension: '.php', head: /^(?:#![^\n]*\n)?<\?php(?:[^\n]*\n){1,400}?namespace [^;{\n]*[;{]|^(?:#![^\n]*\n)?<\?php/ },
  c: C,
  cpp: C,
  // Inside of the first class: initialisers stand nowhere else.
  java: { folder: 'java', extension: '.java', head: /^(?:[^\n]*\n){0,2000}?(?:(?:public|abstract|final) ){0,3}class \w[^{;]*\{/ },
  // What comments say of encodings and literals counts in the first lines only.
  ruby: { folder: 'ruby', extension: '.rb', head: /^(?:#[^\n]*\n){0,100}/ },
  perl: { folder: 'perl', extension: '.pl', head: /^(?:#![^\n]*\n)?/ },
  // Imports come before any other declaration: a cheat brings its own, under other names.
  go: { folder: 'go', extension: '.go', head: /^(?:[^\n]*\n){0,400}?package \w+[^\n]*\n(?:(?:[ \t]*(?:\/\/[^\n]*)?\n)*import (?:\([^)]*\)|[^\n(]+)[^\n]*\n)*/ },
};

/** `suite/cheats/<language>/<name>`; none for a language that has no cheats yet. @throws AseError `not-found` */
export async function readGeneralCheats(suites: string, language: Task['language']): Promise<GeneralCheat[]> {
  const known = LANGUAGES[language];
  if (known === undefined) return [];
  const { extension } = known;
  const folder = join(suites, 'cheats', known.folder);
  const names = (await filesBelow(folder)).filter((name) => name.endsWith(extension));
  return Promise.all(names.map(async (name) => ({ id: `cheat-${basename(name, extension)}`, text: await withDiskErrors(name, () => readFile(join(folder, name), 'utf8')) })));
}

/** Puts a cheat in front of a file's text, behind what must stay first. */
export function withCheat(text: string, cheat: string, language: Task['language']): string {
  const [head = ''] = LANGUAGES[language]?.head.exec(text) ?? [];
  return `${head}${head === '' || head.endsWith('\n') ? '' : '\n'}${cheat}${text.slice(head.length)}`;
}
