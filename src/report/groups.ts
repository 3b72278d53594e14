import type { GeneratorScore, Score } from '../contract/results.ts';

export type GroupBy = keyof GeneratorScore['groups'];

/** What the dimension is called. */
export const GROUP_TITLES: Readonly<Record<GroupBy, string>> = { class: 'class', cwe: 'CWE', language: 'language', severity: 'severity' };

/** Groups of a generator, least secure first: what to look at first. Equal ones by name, those without a score last. */
export function weakestFirst(groups: Readonly<Record<string, Score>>): { readonly name: string; readonly score: Score }[] {
  return Object.entries(groups)
    .map(([name, score]) => ({ name, score }))
    .sort((a, b) => (a.score.security?.value ?? 101) - (b.score.security?.value ?? 101) || (a.name < b.name ? -1 : 1));
}
