import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportAse } from '../../src/cli/actions/export-ase.ts';
import { exportSwebench } from '../../src/cli/actions/export-swebench.ts';
import { importOutputs } from '../../src/cli/actions/import-outputs.ts';
import { scoreFromAse } from '../../src/cli/actions/score-from-ase.ts';
import { readRunFolder, scoreRun } from '../../src/cli/read-run.ts';
import { generatorOfFolder, outputFolderName } from '../../src/ase/output-folder.ts';
import { type AttemptKey, type Change, type Leaderboard, type Result, resultSchema } from '../../src/contract/results.ts';
import type { Task, VerdictName } from '../../src/contract/task.ts';
import { readPredictions } from '../../src/generators/replay.ts';
import { integrate } from '../../src/judge/integrate.ts';
import { loadSuite } from '../../src/suite/load-suite.ts';
import { ase, emptyFolder } from '../cli/ase.ts';
import { collectingTerminal, type MadeAnswer, type MadeFile, type MadeFolders, makeRun, type MadeRun, taskId } from './made-run.ts';

async function inFolder<Value>(action: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'ase-export-'));
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const line = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', '  return 1;', '}', '-- a/x', '+++ b/x', '@@ -1 +1 @@', '\\ No newline at end of file', 'ase-base: original', 'tab\there', 'żółć'))
  .map((text) => text.replaceAll(/[\n\0]/g, ' ').toWellFormed());
const textOf = (lines: readonly string[], end: string, last: boolean): string => lines.join(end) + (last && lines.length > 0 ? end : '');
const text = fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([lines, end, last]) => textOf(lines, end, last));

const file: fc.Arbitrary<MadeFile> = fc
  .record({ name: fc.constantFrom('parse.c', 'src/a b.c', 'lib/żółć.php', "it's/x.js", 'a/b/c/d.h', '-x.c'), lines: fc.array(line, { minLength: 3, maxLength: 20 }), end: fc.constantFrom('\n', '\r\n'), last: fc.boolean(), from: fc.nat(), length: fc.nat() })
  .map(({ name, lines, end, last, from, length }) => {
    const first = 1 + (from % lines.length);
    return { name, content: textOf(lines, end, last), lines: [first, first + (length % (lines.length - first + 1))] };
  });

const verdict: fc.Arbitrary<VerdictName> = fc.constantFrom('secure', 'insecure', 'suspect', 'broken', 'inconclusive');
const kinds = ['replacement', 'patch', 'misfit', 'unusable', 'nothing'] as const;

interface Shape {
  readonly files: readonly MadeFile[];
  readonly generators: readonly string[];
  readonly cycles: number;
  readonly answers: readonly (readonly [(typeof kinds)[number], string, VerdictName])[];
}

const generatorName = fc.oneof(fc.constantFrom('openai:gpt-5?thinking=low', 'org/Model__x', 'a__b__', '.hidden', '%41', 'x'.repeat(150)), fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }));
const shape: fc.Arbitrary<Shape> = fc.record({
  files: fc.array(file, { minLength: 1, maxLength: 2 }), generators: fc.uniqueArray(generatorName, { minLength: 1, maxLength: 2 }), cycles: fc.integer({ min: 1, max: 2 }),
  answers: fc.array(fc.tuple(fc.constantFrom(...kinds), text, verdict), { minLength: 1, maxLength: 20 }),
});

/** Undefined for a text that cannot be split, such as one with NUL. */
function changeOf([kind, words]: Shape['answers'][number], { name, content, lines }: MadeFile): Change | undefined {
  switch (kind) {
    case 'replacement':
      return { replacement: words };
    case 'patch': {
      const first = content.split('\n')[0] ?? '';
      return { patch: `ase-base: original\n--- a/${name}\n+++ b/${name}\n@@ -1,1 +1,2 @@\n+${words.split(/\r?\n/)[0] ?? ''}\n ${first}${content.includes('\n') ? '' : '\n\\ No newline at end of file'}\n` };
    }
    case 'misfit':
      return { patch: `--- a/${name}\n+++ b/${name}\n@@ -${lines[0]} +${lines[0]} @@\n-nobody wrote this\n+nor this\n` };
    case 'unusable':
      return { unusable: `no code block: ${words}` };
    case 'nothing':
      return undefined;
  }
}

function runOf({ files, generators, cycles, answers }: Shape, version: 1 | 2): MadeRun {
  const answer = (task: number, generator: number, cycle: number): MadeAnswer => {
    const drawn = answers[(task * 7 + generator * 3 + cycle) % answers.length] ?? (['nothing', '', 'broken'] as const);
    const [, , given] = drawn;
    return { change: changeOf(drawn, files[task] ?? { name: '', content: '', lines: [1, 1] }), verdict: version === 1 && (given === 'suspect' || given === 'broken') ? 'insecure' : given };
  };
  return { version, files, generators, cycles, answer };
}

interface Loaded {
  readonly folders: MadeFolders;
  readonly tasks: readonly Task[];
}

async function load(folders: MadeFolders): Promise<Loaded> {
  return { folders, tasks: (await loadSuite(folders.suites, 'made')).tasks.map(({ task }) => task) };
}

/** What an answer makes of the repository, as text that can be compared. */
async function effectOf({ folders, tasks }: Loaded, key: AttemptKey, change: Change): Promise<string> {
  const index = tasks.findIndex(({ id }) => id === key.task);
  const task = tasks[index];
  if (task === undefined) throw new Error('no task');
  const done = await integrate({ task, tree: folders.trees[index] ?? '', prediction: change });
  return done.applied ? [...done.files].filter(([name, content]) => !readFileSync(join(folders.trees[index] ?? '', name)).equals(content)).map(([name, content]) => `${name}: ${content.toString('base64')}`).join() : 'broken';
}

async function predictionsOf(path: string, { tasks }: Loaded): Promise<Map<string, { key: AttemptKey; change: Change }>> {
  const replay = await readPredictions(path, { tasks: new Set(tasks.map(({ id }) => id)) });
  expect(replay.faults).toEqual([]);
  const lines = readFileSync(path, 'utf8').split('\n').filter((text) => text !== '').map((text) => JSON.parse(text) as { task?: string; instance_id?: string; generator?: string; model_name_or_path?: string; cycle: number });
  return new Map(lines.map(({ task, instance_id: id, generator, model_name_or_path: model, cycle }) => {
    const key = { task: task ?? id ?? '', generator: generator ?? model ?? '', cycle };
    return [JSON.stringify([key.task, key.generator, key.cycle]), { key, change: replay.predictionOf(key) ?? {} }];
  }));
}

async function effectsOf(path: string, loaded: Loaded): Promise<Map<string, string>> {
  const effects = new Map<string, string>();
  for (const [name, { key, change }] of await predictionsOf(path, loaded)) effects.set(name, await effectOf(loaded, key, change));
  return effects;
}

const resultsOf = (path: string): Result[] => readFileSync(path, 'utf8').split('\n').filter((words) => words !== '').map((words) => resultSchema.parse(JSON.parse(words)));
const verdictsOf = (path: string): Map<string, string> => new Map(resultsOf(path).map(({ task, generator, cycle, verdict: name }) => [JSON.stringify([task, generator, cycle]), name]));

test.each([1, 2] as const)('run → outputs of A.S.E. %d → predictions and results: nothing is lost but what the report names', async (version) => {
  await fc.assert(
    fc.asyncProperty(shape, async (drawn) => {
      await inFolder(async (folder) => {
        const loaded = await load(await makeRun(folder, runOf(drawn, version)));
        const { suites, cache, dataset, run } = loaded.folders;
        const before = await effectsOf(join(run, 'predictions.jsonl'), loaded);
        if (before.size === 0) return;
        await exportAse(run, { suites, cache, dataset, out: join(folder, 'outputs'), generator: [] }, collectingTerminal());
        await importOutputs(join(folder, 'outputs'), { suites, cache, suite: 'made', out: join(folder, 'back') }, collectingTerminal());
        expect(await effectsOf(join(folder, 'back', 'predictions.jsonl'), loaded)).toEqual(before);
        const held = new Map([...verdictsOf(join(run, 'results.jsonl'))].map(([key, name]) => [key, name === 'suspect' ? 'secure' : name]));
        expect(verdictsOf(join(folder, 'back', 'results.jsonl'))).toEqual(held);
        if ([...verdictsOf(join(run, 'results.jsonl')).values()].includes('suspect')) expect(readFileSync(join(folder, 'outputs', 'export-report.md'), 'utf8')).toContain('suspect');
      });
    }),
    { numRuns: 6 },
  );
});

test('run → SWE-bench → run: every answer does the same to the repository, and its patch is one that git applies to the base', async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (drawn) => {
      await inFolder(async (folder) => {
        const loaded = await load(await makeRun(folder, runOf(drawn, 2)));
        const { suites, cache, run, trees } = loaded.folders;
        const before = await effectsOf(join(run, 'predictions.jsonl'), loaded);
        if (before.size === 0) return;
        const out = join(folder, 'swebench.jsonl');
        await exportSwebench(run, { suites, cache, out, generator: [] }, collectingTerminal());
        expect(await effectsOf(out, loaded)).toEqual(before);
        for (const words of readFileSync(out, 'utf8').split('\n').filter((each) => each !== '')) {
          const { instance_id: task, model_name_or_path: generator, cycle, model_patch: patch } = JSON.parse(words) as { instance_id: string; model_name_or_path: string; cycle: number; model_patch: string | null };
          const effect = before.get(JSON.stringify([task, generator, cycle])) ?? '';
          if (effect === 'broken' || patch === null) continue;
          expect(gitApplied(join(folder, 'apply'), trees[loaded.tasks.findIndex(({ id }) => id === task)] ?? '', patch)).toBe(effect);
        }
      });
    }),
    { numRuns: 6 },
  );
});

/** The changed files after `git apply`, as effectOf tells them. */
function gitApplied(folder: string, tree: string, patch: string): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(tree, folder, { recursive: true });
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch, stdio: ['pipe', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], HOME: folder, GIT_CEILING_DIRECTORIES: tmpdir(), GIT_CONFIG_NOSYSTEM: '1' } });
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return names.filter((name) => !readFileSync(join(folder, name)).equals(readFileSync(join(tree, name)))).map((name) => `${name}: ${readFileSync(join(folder, name)).toString('base64')}`).join();
}

const conclusive: fc.Arbitrary<VerdictName> = fc.constantFrom('secure', 'insecure', 'suspect', 'broken');

test.each([1, 2] as const)('the scores of an exported run are those of the run under ase-v%d', async (version) => {
  await fc.assert(
    fc.asyncProperty(fc.record({ files: fc.integer({ min: 1, max: 4 }), cycles: fc.integer({ min: 2, max: 3 }), verdicts: fc.array(conclusive, { minLength: 3, maxLength: 30 }) }), async ({ files, cycles, verdicts }) => {
      await inFolder(async (folder) => {
        const plain = Array.from({ length: files }, (): MadeFile => ({ name: 'a.c', content: 'one\ntwo\nthree\n', lines: [2, 2] }));
        const answer = (task: number, generator: number, cycle: number): MadeAnswer => {
          const drawn = verdicts[(task * 5 + generator * 11 + cycle) % verdicts.length] ?? 'broken';
          // An analyser says nothing of tests: what does not work in version 1 does not integrate.
          if (version === 1 && (drawn === 'broken' || drawn === 'suspect')) return { change: { unusable: 'nothing' }, verdict: 'broken' };
          return { change: { replacement: `${task} ${cycle}\n` }, verdict: drawn };
        };
        const { run, suites, cache, dataset } = await makeRun(folder, { version, files: plain, generators: ['a', 'b'], cycles, answer });
        await exportAse(run, { suites, cache, dataset, out: join(folder, 'outputs'), batch: 'x', generator: [] }, collectingTerminal());
        const terminal = collectingTerminal();
        await scoreFromAse(undefined, { fromAse: join(folder, 'outputs'), dataset, cycles, json: true, failUnder: [] }, terminal);
        const read = JSON.parse(terminal.printed.join('')) as Leaderboard;
        const own = scoreRun(await readRunFolder(run), version === 1 ? 'ase-v1' : 'ase-v2');
        for (const expected of own.generators) {
          const found = read.generators.find(({ generator }) => generator === `${expected.generator}__x`);
          const withoutSuspects = ({ verdicts: counts, ...rest }: typeof expected.score) => ({ ...rest, verdicts: { ...counts, secure: counts.secure + counts.suspect, suspect: 0 } });
          expect(found?.score).toEqual(withoutSuspects(expected.score));
          // A.S.E. rounds to two decimals; the parts first, in version 2.
          for (const part of ['security', 'quality', 'stability', 'overall'] as const) expect(Math.abs((found?.[part] ?? Number.NaN) - (expected[part] ?? Number.NaN)), part).toBeLessThanOrEqual(0.0101);
        }
      });
    }),
    { numRuns: 6 },
  );
});

const two: readonly MadeFile[] = [{ name: 'a.c', content: 'one\ntwo\nthree\n', lines: [2, 2] }, { name: 'b.c', content: 'one\ntwo\nthree\n', lines: [1, 3] }];
const safe: MadeAnswer = { change: { replacement: 'good\n' }, verdict: 'secure' };

test('the commands: a run goes out as A.S.E. has it, is scored, comes back; what is there already is not written over', async () => {
  const cwd = emptyFolder();
  const { suites, dataset } = await makeRun(cwd, { version: 2, files: two, generators: ['lab:m/1'], cycles: 1, answer: (task) => (task === 0 ? safe : { ...safe, verdict: 'inconclusive' }) });
  const args = ['export', 'ase', 'run', '--dataset', dataset, '--suites', suites, '--out', 'outputs', '--batch', 'x'];
  const exported = await ase(args, { cwd });
  expect(exported).toMatchObject({ code: 0, stdout: expect.stringContaining('2 answers in outputs/lab%3Am%2F1__x') as string });
  const at = join(cwd, 'outputs', 'lab%3Am%2F1__x');
  expect(JSON.parse(readFileSync(join(at, 'processed_instances.json'), 'utf8'))).toEqual({ lab_0_cycle1: { success: true }, lab_1_cycle1: { success: true } });
  expect(JSON.parse(readFileSync(join(at, 'scan_results.json'), 'utf8'))).toEqual([
    { completion: true, image_status_check: true, test_case_check: true, poc_check: true, instance_id: 'lab_0_cycle1' },
    { completion: false, image_status_check: false, test_case_check: false, poc_check: false, instance_id: 'lab_1_cycle1' },
  ]);
  expect(JSON.parse(readFileSync(join(at, 'scan_results', 'lab_0_cycle1_output.json'), 'utf8'))).toEqual({ completion: true, image_status_check: true, test_case_check: true, poc_check: true });
  expect(readFileSync(join(at, 'lab_0_cycle1', 'a.c'), 'utf8')).toBe('one\ngood\nthree\n');
  expect(readFileSync(join(cwd, 'outputs', 'export-report.md'), 'utf8')).toMatch(/inconclusive is written as a scan that did not complete/);
  expect(await ase(args, { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') as string });
  // Half of the attempts count in A.S.E.'s figures; the inconclusive one is left out of the intervals.
  const scored = JSON.parse((await ase(['score', '--from-ase', 'outputs', '--dataset', dataset, '--json'], { cwd })).stdout) as Leaderboard;
  expect(scored.generators[0]).toMatchObject({ security: 50, score: { security: { value: 100 }, verdicts: { secure: 1, inconclusive: 1 } } });
  const back = await ase(['import', 'ase-outputs', 'outputs', '--suites', suites, '--suite', 'made', '--out', 'back', '--json'], { cwd });
  expect(JSON.parse(back.stdout)).toMatchObject({ counts: { predictions: 2, results: 2 } });
  expect(readFileSync(join(cwd, 'back', 'predictions.jsonl'), 'utf8').split('\n')[0]).toContain('"generator":"lab:m/1"');
  expect(await ase(['export', 'swebench', 'run', '--suites', suites, '--out', 'p.jsonl'], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(join(cwd, 'p.jsonl'), 'utf8').split('\n')[0]).toBe(JSON.stringify({ instance_id: taskId(0), model_name_or_path: 'lab:m/1', cycle: 1, model_patch: 'ase-base: original\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,3 @@\n one\n-two\n+good\n three\n' }));
  expect(await ase(['export', 'swebench', 'run', '--suites', suites, '--generator', 'nobody', '--out', 'q.jsonl'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('the run has no generator "nobody"') as string });
});

test('what a data set has no instance of, and what a repository that is gone would be needed for, is left out and said', async () => {
  const folder = emptyFolder();
  const { run, suites, cache, trees } = await makeRun(folder, { version: 2, files: two, generators: ['m'], cycles: 1, answer: () => safe });
  const dataset = join(folder, 'other.json');
  writeFileSync(dataset, JSON.stringify([{ instance_id: 'lab_1' }]));
  await exportAse(run, { suites, cache, dataset, out: join(folder, 'outputs'), generator: [] }, collectingTerminal());
  const report = readFileSync(join(folder, 'outputs', 'export-report.md'), 'utf8');
  expect(report).toContain('the data set has no instance of this task');
  expect(readdirSync(join(folder, 'outputs', 'm__made-run')).sort()).toEqual(['lab_1_cycle1', 'processed_instances.json', 'scan_results', 'scan_results.json']);
  rmSync(trees[0] ?? '', { recursive: true });
  await exportSwebench(run, { suites, cache: join(folder, 'cache-2'), out: join(folder, 'p.jsonl'), generator: [] }, collectingTerminal());
  expect(readFileSync(join(folder, 'p.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  expect(readFileSync(join(folder, 'p.jsonl.report.md'), 'utf8')).toContain('its repository cannot be had');
});

test("a link in somebody's outputs is not followed", async () => {
  const folder = emptyFolder();
  const { run, suites, cache, dataset } = await makeRun(folder, { version: 2, files: two, generators: ['m'], cycles: 1, answer: () => safe });
  await exportAse(run, { suites, cache, dataset, out: join(folder, 'outputs'), generator: [] }, collectingTerminal());
  const answer = join(folder, 'outputs', 'm__made-run', 'lab_0_cycle1', 'a.c');
  rmSync(answer);
  writeFileSync(join(folder, 'secret'), 'secret\n');
  symlinkSync(join(folder, 'secret'), answer);
  await importOutputs(join(folder, 'outputs'), { suites, cache, suite: 'made', out: join(folder, 'back') }, collectingTerminal());
  expect(readFileSync(join(folder, 'back', 'predictions.jsonl'), 'utf8')).not.toContain('secret');
  expect(readFileSync(join(folder, 'back', 'import-report.md'), 'utf8')).toContain('its files are not there');
});

test('a name survives its folder', () => {
  fc.assert(fc.property(generatorName.filter((name) => name.isWellFormed() && Buffer.byteLength(name) < 60), fc.string(), (name, batch) => {
    const folder = outputFolderName(name, batch);
    expect(folder).toMatch(/^[A-Za-z0-9%_-][A-Za-z0-9._%-]*$/);
    expect(generatorOfFolder(folder)).toBe(name);
  }));
  expect(['plain__1', '100%__1', 'a%2fb__1', 'nothing'].map(generatorOfFolder)).toEqual(['plain', '100%', 'a%2fb', 'nothing']);
});
