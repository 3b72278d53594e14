import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ase } from '../cli/ase.ts';

const suites = join(import.meta.dirname, '..', '..', 'suite');

/** A task of each language that is no JavaScript, with one answer of each kind besides the original and the reference. */
const SAMPLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pdfminer-cmap': { 'secure-listing': 'secure', 'insecure-prefix': 'insecure' },
  'twig-include': { 'secure-own-function': 'secure', 'insecure-first-only': 'insecure' },
  'cjson-array-index': { 'secure-strtoul': 'secure', 'broken-syntax': 'broken' },
  'config-inifiles-handle': { 'secure-sysopen': 'secure', 'insecure-exists': 'insecure' },
  'jwt-go-audience': { 'secure-type-switch': 'secure', 'insecure-decoded-only': 'insecure' },
  'rails-policy-directives': { 'secure-percent': 'secure', 'insecure-lines': 'insecure' },
  'zookeeper-quorum-authorize': { 'secure-pattern': 'secure', 'insecure-any-part': 'insecure' },
};

/** PHP ends where a system has no time zone and a program asks for the time. */
const WITH_DATE = { task: 'twig-include', generator: 'secure-with-date', cycle: 1, replacement: `${readFileSync(candidateFile('twig-include', 'secure-own-function'), 'utf8')}date('c');\n` };

/** A line for each answer of the sample: its task, its name and the verdict that it must get. */
export const EXPECTED = Object.entries(SAMPLE)
  .flatMap(([task, candidates]) => Object.entries({ 'baseline:reference': 'secure', 'baseline:original': 'insecure', ...candidates }).map(([generator, verdict]) => [task, generator, verdict].join(' ')))
  .concat('twig-include secure-with-date secure')
  .sort();

/** Judges the sample and gives the like lines: systems, sources and what is built once are made first where the tests' cache lacks them. */
export async function judgeSample(sandbox: 'docker' | 'bubblewrap'): Promise<string[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'ase-core-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  cpSync(suites, join(cwd, 'suite'), { recursive: true });
  const lines = Object.entries(SAMPLE).flatMap(([task, candidates]) =>
    Object.keys(candidates).map((id) => JSON.stringify({ task, generator: id, cycle: 1, replacement: readFileSync(candidateFile(task, id), 'utf8') })),
  );
  writeFileSync(join(cwd, 'answers.jsonl'), `${[...lines, JSON.stringify(WITH_DATE)].join('\n')}\n`);
  const tasks = Object.keys(SAMPLE).flatMap((task) => ['--task', task]);
  const generators = ['baseline:reference', 'baseline:original', 'replay:answers.jsonl'].flatMap((generator) => ['--generator', generator]);
  const { code, stderr } = await ase(['run', '--suites', 'suite', '--suite', 'core', ...tasks, ...generators, '--cycles', '1', '--sandbox', sandbox, '--run', 'out'], { cwd });
  if (code !== 0) throw new Error(stderr);
  const results = readFileSync(join(cwd, 'out', 'results.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { task: string; generator: string; verdict: string });
  return results.map(({ task, generator, verdict }) => [task, generator, verdict].join(' ')).sort();
}

function candidateFile(task: string, id: string): string {
  const folder = join(suites, 'tasks', task, 'candidates');
  return join(folder, readdirSync(folder).find((name) => name.startsWith(`${id}.`)) ?? id);
}
