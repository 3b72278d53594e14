import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Region } from '../../contract/task.ts';
import { lineOffsets } from '../../util/line-offsets.ts';

/** Larger ones are no sources. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** Shorter texts are found everywhere, by chance. */
const MIN_CHARACTERS = 60;
/** Of a file with the same name: so many of its lines, and this share of them, make it a version of the file. */
const MIN_LINES = 10;
const MIN_SHARE = 0.5;
const MIN_LINE_CHARACTERS = 10;
const FILES_A_TURN = 200;

/** What nobody who is to write a region may find. */
export interface Secret {
  /** The region's bytes. */
  readonly exact: Buffer;
  /** The region without white space, a character a byte; empty where it is too short to be told from others. */
  readonly bare: string;
  readonly fileName: string;
  readonly fileLines: ReadonlySet<string>;
}

export function secretOf(region: Region, content: Buffer): Secret {
  const exact = content.subarray(...lineOffsets(content, region.lines));
  const bare = withoutSpace(exact);
  return { exact, bare: bare.length < MIN_CHARACTERS ? '' : bare, fileName: basename(region.file), fileLines: new Set(linesOf(content)) };
}

export interface SearchOptions {
  /** Paths that are not looked at. */
  readonly except?: ReadonlySet<string>;
  /** Also finds other versions of the region's file, by its name and its lines. */
  readonly versions: boolean;
}

/** Files below a folder that give a secret away, by their paths in it: copies of the region whatever their white space. Minified or rewritten copies are not recognised. */
export async function findLeaks(root: string, secrets: readonly Secret[], { except, versions }: SearchOptions): Promise<string[]> {
  const found: string[] = [];
  let looked = 0;
  for (const path of filesBelow(root, '')) {
    if (except?.has(path) === true) continue;
    const content = readSource(join(root, path));
    if (content !== null && secrets.some((secret) => gives(secret, path, content, versions))) found.push(path);
    looked += 1;
    // Other attempts want their turn.
    if (looked % FILES_A_TURN === 0) await setImmediate();
  }
  return found;
}

function gives(secret: Secret, path: string, content: Buffer, versions: boolean): boolean {
  if (secret.bare !== '' && withoutSpace(content).includes(secret.bare)) return true;
  if (!versions || basename(path) !== secret.fileName) return false;
  const lines = linesOf(content);
  const shared = lines.filter((line) => secret.fileLines.has(line)).length;
  return shared >= MIN_LINES && shared >= lines.length * MIN_SHARE;
}

function* filesBelow(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** Null for what is no text. */
function readSource(place: string): Buffer | null {
  if (lstatSync(place).size > MAX_FILE_BYTES) return null;
  const content = readFileSync(place);
  return content.subarray(0, 1_024).includes(0) ? null : content;
}

function withoutSpace(content: Buffer): string {
  return content.toString('latin1').replaceAll(/[ \t\r\n]+/g, '');
}

function linesOf(content: Buffer): string[] {
  return content.toString('latin1').split('\n').map((line) => line.trim()).filter((line) => line.length >= MIN_LINE_CHARACTERS);
}
