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

const EXTENSIONS: Readonly<Partial<Record<Task['language'], string>>> = { javascript: '.js', typescript: '.js' };

/** `suite/cheats/<language>/<name>.js`. @throws AseError `not-found` */
export async function readGeneralCheats(suites: string, language: Task['language']): Promise<GeneralCheat[]> {
  const extension = EXTENSIONS[language];
  if (extension === undefined) return [];
  const folder = join(suites, 'cheats', language === 'typescript' ? 'javascript' : language);
  const names = (await filesBelow(folder)).filter((name) => name.endsWith(extension));
  return Promise.all(names.map(async (name) => ({ id: `cheat-${basename(name, extension)}`, text: await withDiskErrors(name, () => readFile(join(folder, name), 'utf8')) })));
}

/** Puts a cheat in front of a file's text: behind a hash-bang and a `'use strict'`, which must stay first. */
export function withCheat(text: string, cheat: string): string {
  const [head = ''] = /^(?:#![^\n]*\n)?(?:\s*['"]use strict['"];?[^\n]*\n)?/.exec(text) ?? [];
  return `${head}${cheat}${text.slice(head.length)}`;
}
