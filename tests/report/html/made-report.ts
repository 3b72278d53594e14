import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeHtmlReport } from '../../../src/cli/html/write-html.ts';
import { readRunFolder } from '../../../src/cli/read-run.ts';
import { openSources } from '../../../src/cli/session.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import { MADE_GENERATORS, type MadeRun, makeRun } from './made-run.ts';
import { makeSuites } from './made-tasks.ts';

/** The HTML report of a made run, as `ase report` writes it. Its tasks are on this machine. */
export async function madeReport(made: Partial<Omit<MadeRun, 'folder'>> & { readonly maxPages?: number } = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ase-made-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    // Outside of a test the one who made it removes it.
  }
  const { tasks = 4, generators = MADE_GENERATORS, cycles = 3, maxPages = 2000 } = made;
  const suites = join(folder, 'suites');
  makeSuites(suites, tasks);
  makeRun({ ...made, folder: join(folder, 'run'), tasks, generators, cycles });
  const sources = await openSources({ cache: join(folder, 'cache'), offline: true }, { terminal: openTerminal(), abort: new AbortController().signal });
  return makeHtmlReport(await readRunFolder(join(folder, 'run')), { sources, suites, maxPages, proof: null });
}
