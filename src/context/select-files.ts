import type { FilesWanted } from './list-files.ts';

/** `official`: what A.S.E. indexes, to the letter. `sources`: what a person would read to write code. */
export type FileSelection = 'official' | 'sources';

interface SelectionRules {
  readonly extensions: ReadonlySet<string>;
  readonly maxBytes: number;
  isLeftOut(path: string): boolean;
  /** Of a file that the other rules take. */
  isUseless(content: Buffer): boolean;
}

const OFFICIAL = 'html htm tpl jade js jsx ts tsx vue svelte astro py java go php phtml php3 php4 php5 phps scala json yaml yml xml toml ini conf';
const CODE =
  'js mjs cjs jsx ts mts cts tsx vue svelte astro py pyi pyx java kt kts scala groovy go php phtml php3 php4 php5 phps inc c h cc cpp cxx hh hpp hxx ipp m mm cs rs swift d zig rb erb rake pl pm pod t xs lua sh bash zsh ksh ps1 tcl awk r jl ex exs erl hrl hs ml mli clj cljs lisp el sql graphql proto s asm cmake mk';
const PAGES_AND_SETTINGS = 'html htm tpl jade pug ejs hbs twig mustache json yaml yml xml toml ini conf';
const LOCK_FILES = new Set(['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'composer.lock', 'poetry.lock', 'gemfile.lock', 'cargo.lock']);

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const hasDotPart = (path: string): boolean => path.split('/').some((part) => part.startsWith('.'));
/** Characters; a line of a person's code is rarely that long, and never all of them are. */
const MINIFIED_LINE = 400;

const rules: Readonly<Record<FileSelection, SelectionRules>> = {
  official: {
    extensions: setOf(OFFICIAL),
    maxBytes: 32 * 1024 * 1024,
    isLeftOut: (path) => hasDotPart(path) || path.toLowerCase().split(/[ _/.]/).some((word) => ['test', 'tests', 'testing'].includes(word)),
    isUseless: () => false,
  },
  sources: {
    extensions: setOf(`${CODE} ${PAGES_AND_SETTINGS}`),
    maxBytes: 1024 * 1024,
    isLeftOut: (path) => hasDotPart(path) || isTestOrForeign(path),
    isUseless: (content) => isBinary(content) || isMinified(content),
  },
};

/** Whether a selection may take a file of this name, before its content is looked at. `path` is relative to the repository. */
function isSelectedPath(path: string, selection: FileSelection): boolean {
  const { extensions, isLeftOut } = rules[selection];
  const extension = /\.([^./]+)$/.exec(path)?.[1];
  // The extension's case counts in A.S.E.'s list.
  return extension !== undefined && extensions.has(selection === 'official' ? extension : extension.toLowerCase()) && !isLeftOut(path);
}

/** Whether a selection can take anything of a folder with this name. */
function isSelectedFolder(name: string, selection: FileSelection): boolean {
  return !name.startsWith('.') && (selection === 'official' || name !== 'node_modules');
}

/** What a selection takes of a tree, by names. */
export function wantedBy(selection: FileSelection): FilesWanted {
  return { isWanted: (path) => isSelectedPath(path, selection), isEntered: (name) => isSelectedFolder(name, selection) };
}

export function isSelectedContent(content: Buffer, selection: FileSelection): boolean {
  return !rules[selection].isUseless(content);
}

/** Bytes; a file above it is left out. */
export function maxFileBytes(selection: FileSelection): number {
  return rules[selection].maxBytes;
}

function isTestOrForeign(path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const name = parts.at(-1) ?? '';
  if (LOCK_FILES.has(name) || /[-.]min\.[a-z]+$/.test(name)) return true;
  if (parts.slice(0, -1).some((part) => /^(?:node_modules|bower_components|tests?|testing|__tests__|spec|specs|fixtures)$/.test(part))) return true;
  return /^tests?[-_.]|[-_.](?:tests?|spec)\./.test(name);
}

function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8192).includes(0);
}

function isMinified(content: Buffer): boolean {
  if (content.length < 4096) return false;
  let lines = 1;
  for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) lines += 1;
  return content.length / lines > MINIFIED_LINE;
}
