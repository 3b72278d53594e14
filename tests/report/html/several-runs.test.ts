import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reportedRuns } from '../../../src/cli/html/reported-runs.ts';
import { htmlOf } from '../../../src/cli/html/write-html.ts';
import { type ReadRun, readRunFolder } from '../../../src/cli/read-run.ts';
import { openSources } from '../../../src/cli/sources.ts';
import { openTerminal } from '../../../src/cli/terminal.ts';
import { MADE_GENERATORS, type MadeRun, makeRun } from './made-run.ts';
import { makeSuites } from './made-tasks.ts';

const place = mkdtempSync(join(tmpdir(), 'ase-several-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
makeSuites(join(place, 'suites'), 4);

async function runIn(name: string, made: Partial<MadeRun>): Promise<ReadRun> {
  const folder = join(place, name);
  makeRun({ tasks: 4, generators: MADE_GENERATORS, cycles: 2, ...made, folder });
  return readRunFolder(folder);
}

test('two runs in one report: every generator once by run, over the tasks of both, and what is not alike is said', async () => {
  const monday = await runIn('monday', { generators: MADE_GENERATORS.slice(0, 3) });
  const tuesday = await runIn('tuesday', { generators: MADE_GENERATORS.slice(2), tasks: 3, cycles: 3 });
  const reported = reportedRuns([monday, { ...tuesday, run: { ...tuesday.run, sandbox: 'another one' } }]);
  const names = reported.leaderboard.generators.map(({ generator }) => generator);
  expect(names.toSorted()).toEqual(['anthropic:claude-opus-4-5', 'anthropic:claude-opus-4-5?thinking=8000', 'openai-compatible:qwen3-coder-480b@lab', 'openai:gpt-5?effort=high@monday', 'openai:gpt-5?effort=high@tuesday', 'openai:gpt-5?effort=low']);
  expect(reported.tasks).toHaveLength(3);
  expect(reported.results).toHaveLength(3 * (3 * 2 + 3 * 3));
  expect(reported.unplanned).toBe(3 * 3);
  expect(reported.remarks).toEqual([
    'The runs are not alike in: sandbox. A difference between generators of different runs may come from that.',
    '1 task that not every run has is left out; scores are over the 3 that all have.',
    'The runs have 2 and 3 cycles; squares of cycles that a run does not plan are empty.',
    'A generator that is in more than one run is called NAME@RUN.',
  ]);
  expect(reported.leaderboard.generators.every(({ spent }) => spent !== undefined)).toBe(true);

  const sources = await openSources({ cache: join(place, 'cache'), offline: true }, { terminal: openTerminal(), abort: new AbortController().signal });
  const html = await htmlOf(reported, { sources, suites: join(place, 'suites'), maxPages: 100, proof: null });
  expect(html.match(/id="chunk-\d+"/g)).toHaveLength(3);
  expect(html).toContain('45 judged attempts');
  expect(html).not.toContain('Unfinished');
  expect(html.match(/<h3>To repeat it/g)).toHaveLength(2);
});

test('one run is reported as it is, and runs without a common task are refused', async () => {
  const one = await runIn('one', {});
  expect(reportedRuns([one])).toMatchObject({ remarks: [], unplanned: 0, run: one.run });
  const other = await runIn('other', { name: (text) => (text.startsWith('openai') || text.startsWith('anthropic') ? text : `${text}-b`) });
  expect(() => reportedRuns([one, other])).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('no task in common') }));
});
