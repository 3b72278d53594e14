import { createHash } from 'node:crypto';
import type { Task } from '../../contract/task.ts';
import type { FoundContext } from '../context-item.ts';
import { decodeText } from '../decode-text.ts';
import { listFiles } from '../list-files.ts';
import { readTreeFile } from '../read-tree-file.ts';
import { RecentValues } from '../recent-values.ts';
import type { RegionFile } from '../region-files.ts';
import { isSelectedContent, wantedBy } from '../select-files.ts';
import type { FileSymbols } from './file-symbols.ts';
import { type SymbolLanguage, symbolLanguageOf, withReferences } from './languages.ts';
import { ParseThread } from './parse-thread.ts';
import { rankItems, type ScannedFile } from './rank-items.ts';
import { type MaskedSymbols, type WantedNames, wantedNames } from './wanted-names.ts';

/** Bytes; larger files are rarely written by people. */
const MAX_FILE = 512 * 1024;
/** Of the files that mention the wanted names; those that mention most are parsed. */
const MAX_PARSED = 150;

const thread = new ParseThread();
/** By the text that was parsed; sizes are numbers of symbols. */
const known = new RecentValues<FileSymbols | null>(500_000, (symbols) => (symbols === null ? 1 : 1 + symbols.definitions.length + symbols.calls.length + symbols.references.length));

export interface FindSymbolsInput {
  readonly tree: string;
  readonly task: Task;
  readonly description: string;
  readonly files: readonly RegionFile[];
  readonly limit: number;
}

/**
 * Definitions of the names that the masked files and the description mention, and callers of the symbols that the regions lie in, from the other files of the tree.
 * @throws AseError `not-found`, `permission` or `disk`
 */
export async function findSymbols({ tree, task, description, files, limit }: FindSymbolsInput): Promise<FoundContext> {
  const notes: string[] = [];
  const masked: MaskedSymbols[] = [];
  for (const file of files) {
    const language = symbolLanguageOf(file.path);
    if (language === null) notes.push(`${file.path}: there is no grammar for its language, so none of its names are followed`);
    else await parsed(file.path, file.masked, withReferences(language), notes).then((symbols) => symbols === null || masked.push({ file, symbols }));
  }
  if (masked.length === 0) return { items: [], notes };
  const names = wantedNames(task, description, masked);
  const mentioning = await mentioningFiles({ tree, files, names, modules: masked.flatMap(({ symbols }) => symbols.modules) });
  if (mentioning.length > MAX_PARSED) notes.push(`${mentioning.length} files mention the names that are looked for: the ${MAX_PARSED} that mention most were parsed`);
  const scanned: ScannedFile[] = [];
  for (const { path, text, language, isImported } of mentioning.slice(0, MAX_PARSED)) {
    const symbols = await parsed(path, text, language, notes);
    if (symbols !== null) scanned.push({ path, text: text.split('\n'), isImported, importsMask: symbols.modules.some((module) => files.some((file) => stemOf(file.path) === stemOf(module))), symbols });
  }
  return { items: rankItems({ names, scanned, near: files[0]?.path ?? '', limit }), notes };
}

async function parsed(path: string, text: string, language: SymbolLanguage, notes: string[]): Promise<FileSymbols | null> {
  const key = createHash('sha256').update(`${language.grammar} ${language.query}\0${text}`).digest('hex');
  const symbols = await known.get(key, () => thread.symbols(text, language));
  if (symbols === null) notes.push(`${path}: the parser gave up`);
  return symbols;
}

interface Mentioning {
  readonly path: string;
  readonly text: string;
  readonly language: SymbolLanguage;
  readonly isImported: boolean;
}

interface MentioningInput extends Pick<FindSymbolsInput, 'tree' | 'files'> {
  readonly names: WantedNames;
  readonly modules: readonly string[];
}

/** Files in a language that can be parsed, imported ones first, then those that mention most of the names. */
async function mentioningFiles({ tree, files, names, modules }: MentioningInput): Promise<Mentioning[]> {
  const own = new Set(files.map(({ path }) => path));
  const imported = new Set(modules.map(stemOf));
  const { isWanted, isEntered } = wantedBy('sources');
  const found: (Mentioning & { readonly count: number })[] = [];
  for (const path of await listFiles(tree, { isEntered, isWanted: (each) => !own.has(each) && symbolLanguageOf(each) !== null && isWanted(each) })) {
    const language = symbolLanguageOf(path);
    const content = readTreeFile(tree, path, MAX_FILE);
    if (language === null || content === null || !isSelectedContent(content, 'sources')) continue;
    const text = decodeText(content);
    const mentioned = new Set<string>();
    for (const [word] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]{2,}/gu)) if (names.definitions.has(word) || names.enclosing.has(word)) mentioned.add(word);
    if (mentioned.size > 0) found.push({ path, text, language, isImported: imported.has(stemOf(path)), count: mentioned.size });
  }
  return found.sort((a, b) => Number(b.isImported) - Number(a.isImported) || b.count - a.count || (a.path < b.path ? -1 : 1));
}

/** What a module and its file have in common: `./lib/send.js`, `lib.send` and `App\Lib\Send` all end in it. */
function stemOf(module: string): string {
  const parts = module.replace(/\.(?:[cm]?[jt]sx?|phtml|php|inc|pyi?)['"]?\)?$/, '').split(/[^\p{L}\p{N}_-]+/u).filter((part) => part !== '');
  const last = parts.at(-1)?.toLowerCase() ?? '';
  return (last === 'index' || last === '__init__') && parts.length > 1 ? (parts.at(-2)?.toLowerCase() ?? last) : last;
}
