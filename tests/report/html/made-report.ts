import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProof } from '../../../src/cli/html/read-proof.ts';
import { makeHtmlReport } from '../../../src/cli/html/write-html.ts';
import { readRunFolder } from '../../../src/cli/read-run.ts';
import { openSources } from '../../../src/cli/sources.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import { MADE_GENERATORS, type MadeGenerator, type MadeRun, makeRun } from './made-run.ts';
import { makeSuites } from './made-tasks.ts';

type Made = Partial<Omit<MadeRun, 'folder'>> & { readonly maxPages?: number; readonly checkedBy?: readonly MadeGenerator[] };

/** What `ase suite check` would leave: the labelled answers as generators. */
export const LABELLED: readonly MadeGenerator[] = [
  { name: 'reference', weights: [1, 0, 0, 0, 0], costUsd: null },
  { name: 'original', weights: [0, 0, 1, 0, 0], costUsd: null },
];

const terminal = openTerminal();
const known = new Map<string, Promise<string>>();

/** The HTML report of a made run, as `ase report` writes it; its tasks are on this machine. The same report is made once for the tests of a file. */
export async function madeReport(made: Made = {}): Promise<string> {
  if (made.spoil !== undefined || made.name !== undefined) return make(made);
  const key = JSON.stringify(made);
  const making = known.get(key) ?? make(made);
  known.set(key, making);
  return making;
}

async function make(made: Made): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ase-made-'));
  try {
    const { tasks = 4, generators = MADE_GENERATORS, cycles = 3, maxPages = 2000 } = made;
    const suites = join(folder, 'suites');
    makeSuites(suites, tasks);
    makeRun({ ...made, folder: join(folder, 'run'), tasks, generators, cycles });
    const sources = await openSources({ cache: join(folder, 'cache'), offline: true }, { terminal, abort: new AbortController().signal });
    const read = await readRunFolder(join(folder, 'run'));
    if (made.checkedBy !== undefined) makeRun({ folder: join(folder, 'check'), tasks, generators: made.checkedBy, cycles: 2 });
    const proof = made.checkedBy === undefined ? null : await readProof(join(folder, 'check'), { read, suites });
    return await makeHtmlReport([read], { sources, suites, maxPages, proof });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
