import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder, sharedCache } from '../cli/ase.ts';
import { sarifFaults } from '../report/sarif-schema.ts';

const checkout = join(import.meta.dirname, '..', '..');
const workflow = parse(readFileSync(join(checkout, 'docs', 'examples', 'github-actions.yml'), 'utf8')) as { jobs: { ase: { steps: { run?: string }[] } } };
const commands = workflow.jobs.ase.steps.flatMap(({ run }) => (run?.startsWith('./ase ') === true ? [run.replace('--suite quickstart', '--suite quickstart --task morgan-compile --sandbox bubblewrap')] : []));

interface Sarif {
  readonly runs: readonly { readonly results: readonly { readonly ruleId: string; readonly level: string; readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[] }[] }[];
}

/** The steps of the example, on one task, as a job would run them. */
function runJob(generator: string): { readonly codes: (number | null)[]; readonly stderr: string; readonly summary: string; readonly sarif: Sarif } {
  const folder = emptyFolder();
  symlinkSync(join(checkout, 'ase'), join(folder, 'ase'));
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'An earlier step.\n');
  const ended = commands.map((command) => spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: { ...env, ASE_CACHE: sharedCache, NO_COLOR: '1', GENERATOR: generator, GITHUB_STEP_SUMMARY: summary } }));
  return { codes: ended.map(({ status }) => status), stderr: ended.map(({ stderr }) => stderr).join('\n'), summary: readFileSync(summary, 'utf8'), sarif: JSON.parse(readFileSync(join(folder, 'ase.sarif'), 'utf8')) };
}

test('the example of a job passes for repaired code, fails for vulnerable code, and tells why on its page', { timeout: 300_000 }, () => {
  const good = runJob('baseline:reference');
  expect(good.codes, good.stderr).toEqual([0, 0]);
  expect(good.summary).toMatch(/^An earlier step\.\n### Security of generated code: `quickstart`[^]*\*\*Passed\*\*/);
  expect(good.sarif).toMatchObject({ runs: [{ results: [] }] });

  const bad = runJob('baseline:original');
  expect(bad.codes, bad.stderr).toEqual([0, 1]);
  expect(bad.summary).toMatch(/\*\*Failed\*\*: asked for is security of at least 50, quality of at least 80\.\n\n- `baseline:original`: security is 0\.0, below 50\n/);
  expect(sarifFaults(bad.sarif)).toBe('');
  const places = bad.sarif.runs.flatMap(({ results }) => results.map(({ ruleId, level, locations }) => [ruleId, level, locations[0]?.physicalLocation.artifactLocation.uri].join(' ')));
  expect(places.length).toBeGreaterThan(2);
  expect(new Set(places)).toEqual(new Set(['code-injection error morgan-compile/index.js']));
});
