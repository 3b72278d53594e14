import { basename, resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { ProfileName } from '../../contract/results.ts';
import { comparisonFile } from '../../report/live/compare-page.ts';
import { terminalComparison } from '../../report/terminal-comparison.ts';
import { terminalReference } from '../../report/reference.ts';
import { compareGenerators } from '../../score/compare.ts';
import { PAPER_RESULTS } from '../../score/paper-results.ts';
import { unknownName } from '../../suite/load-suite.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { mergeRuns } from '../merge-runs.ts';
import { toolVersion } from '../package-facts.ts';
import { readRunFolder } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';

export interface CompareFlags {
  readonly a?: string;
  readonly b?: string;
  readonly profile?: ProfileName;
  readonly reference?: 'paper';
  readonly json?: boolean;
  /** A page instead of text. */
  readonly html?: string;
}

export async function compareRuns(folders: readonly string[], flags: CompareFlags, terminal: Terminal): Promise<void> {
  const runs = await Promise.all(folders.map((folder) => readRunFolder(resolve(folder))));
  const table = mergeRuns(runs);
  const result = compareGenerators({ ...table, profile: flags.profile ?? runs[0]?.run.profile ?? 'hybrid', ...pairsOf(table.planned.generators, flags) });
  if (flags.html !== undefined) {
    await writeFileAtomic(resolve(flags.html), comparisonFile(result, { names: runs.map(({ folder }) => basename(folder)), toolVersion: toolVersion() }));
    terminal.note(`written: ${terminal.safe(flags.html)}`);
  }
  const look = { width: terminal.width, color: terminal.color };
  if (flags.json === true) {
    const { source, rows } = PAPER_RESULTS;
    const published = { source, results: rows.map(([model, overall, security, quality, stability]) => ({ model, overall, security, quality, stability })) };
    terminal.out(JSON.stringify({ ...result, ...(flags.reference === undefined ? {} : { published }) }));
    return;
  }
  terminal.out(terminalComparison(result, look));
  if (flags.reference !== undefined) terminal.out(`\n${terminalReference(PAPER_RESULTS, look)}`);
}

function pairsOf(generators: readonly string[], { a, b }: CompareFlags): { comparisons?: { a: string; b: string }[] } {
  for (const name of [a, b]) if (name !== undefined && !generators.includes(name)) throw unknownName('generator in these runs', name, generators);
  if (a === undefined && b === undefined) {
    if (generators.length < 2) throw new AseError('bad-input', 'there is only one generator', { remedy: 'Give a run with two generators, or two runs.' });
    return {};
  }
  const first = a ?? b ?? '';
  const others = a !== undefined && b !== undefined ? [b] : generators.filter((name) => name !== first);
  return { comparisons: others.map((other) => ({ a: first, b: other })) };
}
