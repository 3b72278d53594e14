import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readTreeFile } from '../../context/read-tree-file.ts';
import { decodeText } from '../../context/decode-text.ts';
import { AseError } from '../../contract/errors.ts';
import { grammarOf } from '../../taint/rules/rule-files.ts';
import type { GrammarName } from '../../util/grammars.ts';
import { diskError } from '../../util/disk-error.ts';

export interface SourceFile {
  /** Relative to the root, `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly grammar: GrammarName;
}

/** What was left out, by reason. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
  /** A few of them. */
  readonly examples: readonly string[];
}

export interface SourceTree {
  readonly root: string;
  /** Sorted by path, by code units. */
  readonly files: readonly SourceFile[];
  readonly skipped: readonly Skipped[];
}

export interface WalkOptions {
  readonly grammars: ReadonlySet<GrammarName>;
  readonly maxBytes: number;
  /** Look into folders of other people's packages too. */
  readonly vendored: boolean;
}

/** Versions kept by other programs; never the project's own code. */
const HISTORIES: ReadonlySet<string> = new Set(['.git', '.hg', '.svn']);
const VENDORED: ReadonlySet<string> = new Set(['node_modules', 'bower_components', 'jspm_packages', '__pycache__', '.venv', 'venv', 'site-packages']);
const MAX_DEPTH = 64;
const MAX_EXAMPLES = 5;

/**
 * The files of a folder, or one file, that a rule may be asked about. Links are not followed. What cannot be read is left out and told.
 * @throws AseError `not-found`, `permission` for the root itself
 */
export function walkTree(path: string, options: WalkOptions): SourceTree {
  const walk = new Walk(options);
  let root: string;
  try {
    root = realpathSync(path);
    if (lstatSync(root).isDirectory()) {
      readdirSync(root);
      walk.enter(root, '', 0);
    } else {
      walk.take(dirname(root), basename(root));
      root = dirname(root);
    }
  } catch (error) {
    throw diskError(error, path);
  }
  const files = walk.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { root, files, skipped: walk.skipped() };
}

class Walk {
  readonly files: SourceFile[] = [];
  private readonly left = new Map<string, string[]>();
  private readonly options: WalkOptions;

  constructor(options: WalkOptions) {
    this.options = options;
  }

  enter(root: string, folder: string, depth: number): void {
    if (depth > MAX_DEPTH) {
      this.skip(`deeper than ${MAX_DEPTH} folders`, folder);
      return;
    }
    let entries;
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      this.skip(`unreadable folder (${codeOf(error)})`, folder);
      return;
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (HISTORIES.has(entry.name) || (!this.options.vendored && VENDORED.has(entry.name))) this.skip(`folders ${entry.name}`, path);
        else this.enter(root, path, depth + 1);
      } else if (entry.isFile()) this.take(root, path);
      else if (this.isAsked(path)) this.skip(entry.isSymbolicLink() ? 'links' : 'neither files nor folders', path);
    }
  }

  private isAsked(path: string): boolean {
    const grammar = grammarOf(path);
    return grammar !== null && this.options.grammars.has(grammar);
  }

  take(root: string, path: string): void {
    const grammar = grammarOf(path);
    if (grammar === null || !this.options.grammars.has(grammar)) return;
    const { maxBytes } = this.options;
    let content: Buffer | null;
    try {
      content = readTreeFile(root, path, maxBytes);
    } catch (error) {
      this.skip(`unreadable (${codeOf(error)})`, path);
      return;
    }
    if (content === null) this.skip(`larger than ${Math.floor(maxBytes / 1024)} KiB`, path);
    else if (content.includes(0)) this.skip('binary', path);
    else this.files.push({ path, text: decodeText(content), grammar });
  }

  private skip(reason: string, path: string): void {
    const known = this.left.get(reason);
    if (known === undefined) this.left.set(reason, [path]);
    else known.push(path);
  }

  skipped(): Skipped[] {
    return [...this.left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, paths]) => ({ reason, count: paths.length, examples: paths.sort().slice(0, MAX_EXAMPLES) }));
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AseError) return error.code;
  return (error as NodeJS.ErrnoException).code ?? 'error';
}
