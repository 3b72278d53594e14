import { AseError } from '../../contract/errors.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { choiceHtml, comparisonsHtml } from '../../report/live/compare-page.ts';
import { compareGenerators } from '../../score/compare.ts';
import { mergeRuns } from '../merge-runs.ts';
import { type ReadRun, readRunFolder } from '../read-run.ts';
import type { RunShelf } from './run-shelf.ts';

/** More pairs than those of so many are asked for one by one. */
const MAX_GENERATORS = 5;
const MAX_RUNS = 8;

/** Generators of some runs in pairs; without runs the form alone. @throws AseError for a run that is not there or cannot be read */
export async function comparePage(shelf: RunShelf, names: readonly string[], { a, b }: { readonly a: string; readonly b: string }): Promise<{ readonly title: string; readonly body: Markup }> {
  const runs = await shelf.names();
  const chosen = [...new Set(names)].slice(0, MAX_RUNS);
  if (chosen.length === 0) return { title: 'Compare', body: html`${choiceHtml({ runs, chosen, generators: [], a: '', b: '' })}<p>Choose one run with two generators, or two runs.</p>` };
  const read: ReadRun[] = [];
  for (const name of chosen) {
    const run = await shelf.open(name);
    if (run === null) throw new AseError('not-found', `there is no run ${name} here`);
    read.push(await readRunFolder(run.folder));
  }
  const table = mergeRuns(read);
  const { generators } = table.planned;
  for (const name of [a, b]) if (name !== '' && !generators.includes(name)) throw new AseError('unknown-name', `there is no generator ${name} in these runs`);
  const choice = choiceHtml({ runs, chosen, generators, a, b });
  const title = chosen.length === 1 ? `Compare the generators of ${chosen[0]}` : `Compare ${chosen.join(' and ')}`;
  if (generators.length < 2) return { title, body: html`${choice}<p>There is only one generator: choose another run as well.</p>` };
  const pairs = pairsOf(generators, a, b);
  const compared = compareGenerators({ ...table, profile: read[0]?.run.profile ?? 'hybrid', ...(pairs === null ? {} : { comparisons: pairs }) });
  const note = a === '' && b === '' && pairs !== null ? html`<p class="dim">The first two of ${generators.length}: choose others above.</p>` : '';
  return { title, body: html`${choice}${note}${comparisonsHtml(compared)}` };
}

/** Null: every pair. */
function pairsOf(generators: readonly string[], a: string, b: string): { readonly a: string; readonly b: string }[] | null {
  const [first = '', second = ''] = generators;
  if (a === '' && b === '') return generators.length <= MAX_GENERATORS ? null : [{ a: first, b: second }];
  if (a !== '' && b !== '') return a === b ? null : [{ a, b }];
  const one = a === '' ? b : a;
  return generators.filter((name) => name !== one).map((other) => (a === '' ? { a: other, b: one } : { a: one, b: other }));
}
