import { expect, test } from 'vitest';
import { LABELLED, madeReport } from './made-report.ts';
import { MADE_GENERATORS } from './made-run.ts';

const small = { tasks: 2, cycles: 1, generators: MADE_GENERATORS.slice(0, 1) };

test('a check of the suite gives the confusion matrix, and every wrong verdict by name', async () => {
  const html = await madeReport({ ...small, checkedBy: LABELLED });
  expect(html).toContain('2 of the 2 tasks of this report were checked exactly as they were judged here');
  // The made originals are hit by one of two exploits: the check calls that wrong, for each task and repetition.
  expect(html).toContain('4 wrong verdicts and 0 flaky of 8 judged answers');
  expect(html).toContain('archive-extract, original: not every exploit hits');
  expect(html).toMatch(/<th scope="row">reference<\/th><td class="num">4<\/td>/);
});

test('without a check the report says so, and how to get one', async () => {
  const html = await madeReport(small);
  expect(html).toContain('This report does not hold the result of that check');
  expect(html).toContain('ase suite check --suite made');
});

test('a run that is no check is refused, with what to do', async () => {
  await expect(madeReport({ ...small, checkedBy: MADE_GENERATORS })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('is no run of ase suite check'), remedy: expect.stringContaining('ase suite check --run FOLDER') });
});
