import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerInput, parseAnswer } from '../../src/context/answer.ts';
import { type MaskedFile, maskedFileOf, readMaskedFiles } from '../../src/context/masked-file.ts';
import type { Region, Task } from '../../src/contract/task.ts';
import { integrate } from '../../src/judge/integrate.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { loadTasks, readSuite } from '../../src/suite/load-suite.ts';
import { lineOffsets } from '../../src/util/line-offsets.ts';
import { sharedCache } from '../cli/ase.ts';
import { contextIn, scratch } from '../sources/fixtures.ts';
import { FORMS, type Known } from './answer-forms.ts';
import { regionAt, SOURCES, taskWith, treeWith, type Variant, VARIANTS } from './sources.ts';

const shown = (content: Buffer, { isUtf8 }: MaskedFile): string => content.toString(isUtf8 ? 'utf8' : 'latin1').replace(/^\uFEFF/, '');

function knownOf(content: Buffer, task: Task, region: Region): Known {
  const file = maskedFileOf(content, { task, file: region.file });
  const bytes = content.subarray(...lineOffsets(content, region.lines));
  return { file, whole: shown(content, file), region: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

const sources = fc.constantFrom(...SOURCES);
const variants = fc.constantFrom(...(Object.keys(VARIANTS) as Variant[]));

test.each(Object.entries(FORMS))('the original region, answered as %s, gives the original file, byte for byte', async (_, { mode, write }) => {
  const tree = treeWith({});
  await fc.assert(
    fc.asyncProperty(sources, variants, fc.nat(), fc.integer({ min: 0, max: 4 }), async ({ path, language, text }, variant, start, more) => {
      const content = VARIANTS[variant](text);
      const count = text.split('\n').length - 1;
      const first = 1 + (start % count);
      const region = regionAt(content, path, [first, Math.min(count, first + more)]);
      const bytes = content.subarray(...lineOffsets(content, region.lines));
      // A prediction is text: regions are UTF-8. One that is blank is no task.
      fc.pre(bytes.toString('utf8').trim() !== '' && Buffer.from(bytes.toString('utf8')).equals(bytes));
      const task = taskWith([region], language);
      const known = knownOf(content, task, region);
      const answer = write(known);
      fc.pre(answer !== null);
      const change = parseAnswer(answer, { mode, files: [known.file] });
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), content);
      const result = await integrate({ task, tree, prediction: change });
      expect(result.applied ? result.files.get(path)?.toString('latin1') : `${result.reason}\n${JSON.stringify(change)}\n${answer}`).toBe(content.toString('latin1'));
    }),
    { numRuns: Number(env['ASE_ROUND_TRIPS'] ?? 60) },
  );
});

test('the regions of the quickstart tasks, in their real files', { timeout: 600_000 }, async () => {
  const suites = join(import.meta.dirname, '..', '..', 'suite');
  const { tasks } = await loadTasks(suites, (await readSuite(suites, 'quickstart')).tasks);
  const context = await contextIn(scratch(), { cache: sharedCache });
  let answers = 0;
  for (const { task, folder } of tasks) {
    const tree = (await fetchSource(task.source, { ...context, baseFolder: folder })).path;
    const files = await readMaskedFiles({ task, tree });
    const originals = new Map(files.map(({ path }) => [path, readFileSync(join(tree, path))]));
    const texts = task.regions.map((region) => (originals.get(region.file) ?? Buffer.alloc(0)).subarray(...lineOffsets(originals.get(region.file) ?? Buffer.alloc(0), region.lines)).toString('utf8'));
    for (const { mode, raw } of realAnswers(files, texts, originals)) {
      const result = await integrate({ task, tree, prediction: parseAnswer(raw, { mode, files }) });
      expect(result.applied ? latin1(result.files) : `${task.id}: ${result.reason}\n${raw}`).toEqual(latin1(originals));
      answers += 1;
    }
  }
  expect(answers).toBeGreaterThan(12 * 10);
});

/** As text, which is compared at once and not byte by byte. */
function latin1(files: ReadonlyMap<string, Buffer>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, bytes.toString('latin1')]));
}

interface RealAnswer {
  readonly mode: AnswerInput['mode'];
  readonly raw: string;
}

/** With one region every form there is; with several a block each, and the whole file. */
function realAnswers(files: readonly MaskedFile[], texts: readonly string[], originals: ReadonlyMap<string, Buffer>): RealAnswer[] {
  const [file] = files;
  const [region] = texts;
  if (file === undefined || region === undefined) return [];
  const whole = shown(originals.get(file.path) ?? Buffer.alloc(0), file);
  if (texts.length === 1) return Object.values(FORMS).map(({ mode, write }) => ({ mode, raw: write({ file, region, whole }) })).filter((answer): answer is RealAnswer => answer.raw !== null);
  const blocks = texts.map((text, index) => `Region ${index + 1}:\n\n\`\`\`js\n${text}\`\`\`\n`);
  return [
    { mode: 'replacement', raw: blocks.join('\n') },
    { mode: 'replacement', raw: blocks.toReversed().join('\n') },
    { mode: 'replacement', raw: texts.map((text) => `\`\`\`\n${text}\`\`\``).join('\n\n') },
    { mode: 'replacement', raw: `\`\`\`js\n${whole}\`\`\`` },
    { mode: 'diff', raw: `\`\`\`diff\n${createTwoFilesPatch(`a/${file.path}`, `b/${file.path}`, file.text, whole)}\`\`\`` },
  ];
}
