import type { Comparisons } from '../../src/contract/comparison.ts';
import { type Leaderboard, type Result, resultSchema } from '../../src/contract/results.ts';
import { type Run, runSchema } from '../../src/contract/run.ts';
import type { VerdictName } from '../../src/contract/task.ts';
import type { ReportFacts } from '../../src/report/run-facts.ts';
import { compareGenerators } from '../../src/score/compare.ts';
import { buildLeaderboard } from '../../src/score/leaderboard.ts';
import { type Facts, type Letters, spell } from '../score/results.ts';

const FACTS: Readonly<Record<string, Facts>> = {
  'serve-static-traversal': { cve: 'CVE-2024-10001', cwe: ['CWE-22'], class: 'path-traversal', severity: 'high' },
  'archive-extract': { cve: 'CVE-2023-10002', cwe: ['CWE-22', 'CWE-59'], class: 'path-traversal', severity: 'critical' },
  'template-include': { cve: 'CVE-2022-10003', cwe: ['CWE-22'], class: 'path-traversal', severity: 'medium' },
  'git-clone-argument': { cve: 'CVE-2022-10004', cwe: ['CWE-88'], class: 'command-injection', severity: 'critical' },
  'shell-quote': { cve: 'CVE-2021-10005', cwe: ['CWE-78'], class: 'command-injection', severity: 'critical' },
  'open-url': { cve: 'CVE-2021-10006', cwe: ['CWE-78'], class: 'command-injection', severity: 'high' },
  'markdown-links': { cve: 'CVE-2022-10007', cwe: ['CWE-79'], class: 'cross-site-scripting', severity: 'medium' },
  'html-attributes': { cve: 'CVE-2023-10008', cwe: ['CWE-79'], class: 'cross-site-scripting', severity: 'medium' },
  'deep-merge': { cve: 'CVE-2020-10009', cwe: ['CWE-1321'], class: 'prototype-pollution', severity: 'high' },
  'set-by-path': { cve: 'CVE-2020-10010', cwe: ['CWE-1321'], class: 'prototype-pollution', severity: 'high' },
  'semver-range': { cve: 'CVE-2022-10011', cwe: ['CWE-1333'], class: 'denial-of-service', severity: 'high', language: 'typescript' },
  'cookie-parser': { cve: 'CVE-2024-10012', cwe: ['CWE-1333'], class: 'denial-of-service', severity: 'low', language: 'typescript' },
};
const TASKS = Object.keys(FACTS);
const words = (text: string): Record<string, string> => Object.fromEntries(text.split(' ').map((word, index) => [TASKS[index] ?? '', word]));

const LETTERS: Letters = {
  'baseline:reference': words('sss sss sss sss sss sss sss sss sss sss sss sss'),
  'anthropic:claude-opus-4-5?thinking=8000': words('sss sss ssi sss sss sis sss sss sss uss ss? sss'),
  'openai:gpt-5?effort=high': words('sss iii sss sss ssi sss sss ssi sss sss iii s-s'),
  'agent:codex+gpt-5': words('sss sis sss bss ssi iii sss sss iss sss s?i sss'),
  'openai-compatible:qwen3-coder-480b@lab': words('sii iii iss bii iii iui sss sbb iii uui bbb iii'),
  'baseline:original': words('iii iii iii iii iii iii iii iii iii iii iii iii'),
  'command:./write-nothing': words('bbb bbb bbb bbb bbb bbb bbb bbb bbb bbb bbb bbb'),
  'replay:lost.jsonl': words('??? ??? --- --- --- --- --- --- --- --- --- ---'),
};

const MARKED = /§([^§]*)§/g;

/** A small board in which every text that others write stands between two hostile ones. */
export function hostileBoard(before: string, after: string): Board {
  marked ??= boardOf(FEW_LETTERS, (own) => `§${own}§`);
  const { madeAt, ...rest } = marked;
  return { ...(changeTexts(rest, (text) => text.replace(MARKED, (_, own: string) => `${before}${own}${after}`)) as Omit<Board, 'madeAt'>), madeAt };
}

let marked: Board | undefined;

function changeTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => changeTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [change(name), changeTexts(item, change)]));
}

/** Every verdict and a missing attempt, in few lines. */
export const FEW_LETTERS: Letters = {
  'openai:gpt-5?effort=high': { 'archive-extract': 'si', 'deep-merge': 'ss', 'semver-range': 's?' },
  'command:./write-nothing': { 'archive-extract': 'bb', 'deep-merge': 'bu', 'semver-range': 'b-' },
};

const REASONS: Readonly<Record<VerdictName, string>> = {
  secure: 'all attacks missed a target that was alive',
  insecure: 'exploit dot-dot: hit',
  suspect: 'the rule finds the flaw, no exploit hit',
  broken: 'tests: assertion',
  inconclusive: 'tests: judge-error',
};

function checksOf(verdict: VerdictName): Result['checks'] {
  const works = verdict === 'broken' ? 'failed' : verdict === 'inconclusive' ? 'inconclusive' : 'passed';
  const reached = works === 'passed';
  return { build: 'passed', tests: works, exploits: reached ? (verdict === 'insecure' ? 'failed' : 'passed') : 'skipped', rule: reached ? (verdict === 'suspect' ? 'failed' : 'passed') : 'skipped' };
}

function spoilLetters(letters: Letters, spoil: (own: string) => string): Letters {
  return Object.fromEntries(Object.entries(letters).map(([name, byTask]) => [spoil(name), Object.fromEntries(Object.entries(byTask).map(([task, word]) => [spoil(task), word]))]));
}

function spoilFacts(spoil: (own: string) => string): Record<string, Facts> {
  const spoilOne = ({ cve = '', cwe = [], class: kind = '', language = 'javascript', ...rest }: Facts): Facts => ({ ...rest, cve: spoil(cve), cwe: cwe.map(spoil), class: spoil(kind), language: spoil(language) });
  return Object.fromEntries(Object.entries(FACTS).map(([task, facts]) => [spoil(task), spoilOne(facts)]));
}

/** Leaderboard, results, comparisons and plan of a small run, as the steps before the report make them; `spoil` changes every text that others write. */
export interface Board extends ReportFacts {
  readonly leaderboard: Leaderboard;
  readonly results: readonly Result[];
  readonly comparisons: Comparisons;
  readonly run: Run;
}

export function boardOf(letters: Letters = LETTERS, spoil: (own: string) => string = (own) => own): Board {
  const spelled = spell(spoilLetters(letters, spoil), spoilFacts(spoil));
  const results = spelled.results.map((result, index) =>
    resultSchema.parse({ ...result, reason: spoil(REASONS[result.verdict]), checks: checksOf(result.verdict), durationMs: 1200 + 10 * index }),
  );
  const digest = `sha256:${'0'.repeat(64)}`;
  const run = runSchema.parse({
    schema: 'ase/run@1',
    name: spoil('javascript-12ab34cd'),
    toolVersion: spoil('0.1.0'),
    judgeDigest: digest,
    suite: { name: spoil('javascript'), version: spoil('1.2.0'), digest },
    tasks: spelled.planned.tasks.map(({ id }) => ({ id, digest, environment: digest })),
    generators: spelled.planned.generators.map((name) => ({ name, digest })),
    cycles: spelled.cycles,
    seed: spoil('5eed'),
    profile: 'hybrid',
    sandbox: spoil('docker 27.3.1 overlay2'),
    limits: {},
  });
  const input = { ...spelled, results, profile: 'hybrid' as const };
  const comparisons = compareGenerators({ ...input, comparisons: run.generators.slice(1, 4).map(({ name }, index) => ({ a: run.generators[index]?.name ?? '', b: name })) });
  return { leaderboard: buildLeaderboard({ ...input, suite: run.suite.name }), results, comparisons, run, madeAt: new Date('2026-11-24T10:02:03Z') };
}
