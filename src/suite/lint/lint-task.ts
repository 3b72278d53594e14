import type { LintRule } from '../../contract/lint.ts';
import { isProgramTask, type Task } from '../../contract/task.ts';
import { labelOf } from '../labels.ts';
import type { SuiteTask } from '../load-task.ts';
import { type LintFinding, lineOf, type TaskFile } from './finding.ts';
import { hintsIn, mentionsOf } from './hints.ts';

/** A task with all that is looked at. */
export interface LintInput {
  readonly loaded: SuiteTask;
  /** MITRE's names of its weaknesses. */
  readonly weaknesses: readonly string[];
  /** Programs below checks/. */
  readonly checks: readonly TaskFile[];
  /** Labelled answers, each with all its text. */
  readonly answers: readonly { readonly id: string; readonly text: string }[];
  /** Names that the repaired files have and the vulnerable ones have not (namesOfFix); none where the task has no repair. */
  readonly fixNames: ReadonlySet<string>;
  /** Those of them that stand nowhere in the repository. */
  readonly ownNames: ReadonlySet<string>;
  /** Places of the masked repository that hold text of the regions. */
  readonly copies: readonly { readonly file: string; readonly line: number | null }[];
}

const FEWEST_LINES = 5;
const MOST_LINES = 120;
const LEAST_CANDIDATES = { secure: 2, insecure: 2, broken: 1, cheat: 2 } as const;
const LEAST_EXPLOITS = 2;
/** Less than this passes on a busy machine although nothing is wrong. */
const SHORT_MS = 5000;

type Found = Omit<LintFinding, 'task' | 'inRepository'> & { readonly inRepository?: boolean };

/** What is to be mended, sorted by file and line. What the task accepts is left out; an acceptance of nothing is a finding itself. */
export function lintTask(input: LintInput): LintFinding[] {
  const { task } = input.loaded;
  const found = [...descriptionFindings(input), ...regionFindings(input), ...candidateFindings(input), ...(isProgramTask(input.loaded) ? checkFindings(input, input.loaded.task.checks) : [])];
  const accepted = task.accept ?? [];
  const accepts = (entry: (typeof accepted)[number], { rule, found: what }: Found): boolean => entry.finding === rule && (entry.of === undefined || entry.of === what);
  const left = found.filter((each) => !accepted.some((entry) => accepts(entry, each)));
  const idle = accepted.filter((entry) => !found.some((each) => accepts(entry, each)));
  const idleFindings = idle.map(({ finding, of = finding }): Found => ({ rule: 'accepts-nothing', file: 'task.yaml', line: null, found: of, remedy: 'Take it out of `accept`: there is no such finding.' }));
  return [...left, ...idleFindings].map((each) => ({ task: task.id, inRepository: false, ...each })).sort((a, b) => (a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1));
}

function descriptionFindings({ loaded: { description, task }, weaknesses, fixNames }: LintInput): Found[] {
  const file = 'description.md';
  return [
    ...hintsIn(description, weaknesses).map((hint): Found => ({ rule: 'description-hint', file, ...hint, remedy: 'Say what the region does, not what it defends against.' })),
    ...hintsIn(task.title, weaknesses).map((hint): Found => ({ rule: 'description-hint', file: 'task.yaml', ...hint, line: null, remedy: 'The title may be shown to a generator: name what the region does.' })),
    ...mentionsOf(codeOf(description), fixNames).map((hint): Found => ({ rule: 'description-names-fix', file, ...hint, remedy: 'The repair brings this name: describe what is to be reached, not by what.' })),
  ];
}

function regionFindings({ loaded: { task }, copies }: LintInput): Found[] {
  const sizes = task.regions.map(({ file, lines: [first, last] }) => ({ file, size: last - first + 1 }));
  return [
    ...sizes.flatMap(({ file, size }): Found[] => (size >= FEWEST_LINES && size <= MOST_LINES ? [] : [{ rule: 'region-size', file: 'task.yaml', line: null, found: `${size} lines of ${file}`, remedy: `A region has ${FEWEST_LINES} to ${MOST_LINES} lines: take the lines around, or a part.` }])),
    ...copies.map(({ file, line }): Found => ({ rule: 'region-elsewhere', file, line, inRepository: true, found: file, remedy: 'This file still holds text of the region: add it to `remove`, or make the region larger.' })),
  ];
}

function candidateFindings({ loaded: { task }, answers }: LintInput): Found[] {
  const few = Object.entries(LEAST_CANDIDATES).flatMap(([label, least]): Found[] => {
    const count = task.candidates.filter(({ id }) => labelOf(id) === label).length;
    return count >= least ? [] : [{ rule: 'candidates-missing', file: 'task.yaml', line: null, found: `${count} ${label}`, remedy: `Write at least ${least}.` }];
  });
  const byText = Map.groupBy(answers, ({ text }) => text.replaceAll(/\s+/g, ' ').trim());
  const alike = [...byText.values()].filter((same) => same.length > 1);
  return [...few, ...alike.map((same): Found => ({ rule: 'candidates-alike', file: 'task.yaml', line: null, found: same.map(({ id }) => id).join(', '), remedy: 'They are one answer: write another, or take one out.' }))];
}

function checkFindings({ checks, ownNames }: LintInput, { exploits }: Extract<Task, { schema: 'ase/task@1' }>['checks']): Found[] {
  const byPath = new Map(checks.map((file) => [file.path, file]));
  const few: Found[] = exploits.length >= LEAST_EXPLOITS ? [] : [{ rule: 'candidates-missing', file: 'task.yaml', line: null, found: `${exploits.length} exploit`, remedy: `Write at least ${LEAST_EXPLOITS} that differ in more than the payload.` }];
  const fixed = exploits.filter(({ program }) => !closureOf(program, byPath).some(({ text }) => /\brandom\b/.test(text)));
  return [
    ...few,
    ...fixed.map(({ program }): Found => ({ rule: 'not-random', file: program, line: null, found: program, remedy: 'Draw payloads from `random`: a candidate may know a fixed one.' })),
    ...checks.flatMap(({ path, text }) => mentionsOf(text, ownNames).map((hint): Found => ({ rule: 'check-names-fix', file: path, ...hint, remedy: 'The repair brings this name: another right answer has not got it.' }))),
    ...checks.flatMap(({ path, text }) => timesIn(text).map((hint): Found => ({ rule: 'measures-time', file: path, ...hint, remedy: 'On a busy machine this comes out otherwise: look at the effect, or compare with a harmless request of the same process.' }))),
  ];
}

/** A text of Markdown with blanks for what is no code. */
function codeOf(markdown: string): string {
  const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');
  return markdown.split('`').map((part, index) => (index % 2 === 1 ? part : blank(part))).join('`');
}

/** A program and what it imports of the checks. */
function closureOf(program: string, byPath: ReadonlyMap<string, TaskFile>): TaskFile[] {
  const seen = new Set<TaskFile>();
  const pending = [program];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = byPath.get(path);
    if (file === undefined || seen.has(file)) continue;
    seen.add(file);
    pending.push(...[...file.text.matchAll(/\bfrom '\.\/([\w./-]+)'/g)].map(([, name]) => `checks/${name}`));
  }
  return [...seen];
}

const CLOCKS = /\b(?:Date\.now|performance\.now|hrtime|time\.(?:monotonic|perf_counter|time)|microtime|clock_gettime)\b/g;
const LIMITS = /\b(?:callWithin\(|timeoutMs:)\s*(\d[\d_]*)/g;

/** Clocks that are read, and limits of time below five seconds. */
function timesIn(text: string): Pick<Found, 'line' | 'found'>[] {
  const clocks = [...text.matchAll(CLOCKS)].map(({ index, 0: found }) => ({ line: lineOf(text, index), found }));
  const limits = [...text.matchAll(LIMITS)].filter(([, digits = '']) => Number(digits.replaceAll('_', '')) < SHORT_MS).map(({ index, 0: found }) => ({ line: lineOf(text, index), found }));
  return [...clocks, ...limits];
}

/** What each finding is about, for people. */
export const LINT_RULES: Readonly<Record<LintRule, string>> = {
  'description-hint': 'the description hints at the flaw',
  'description-names-fix': 'the description names what the repair brings',
  'region-elsewhere': "the region's text stands elsewhere, too",
  'region-size': 'a region is too short or too long',
  'candidates-missing': 'too few labelled answers or exploits',
  'candidates-alike': 'two labelled answers are one',
  'not-random': 'an exploit draws nothing from `random`',
  'check-names-fix': 'a check depends on names of the repair',
  'measures-time': 'a check measures time that a busy machine stretches',
  'accepts-nothing': '`accept` names a finding that there is not',
  'not-proven': 'the suite demands another record of a check',
};
