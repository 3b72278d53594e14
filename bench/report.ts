/** How long the HTML report of 60 tasks × 30 generators × 5 cycles takes: `npx node bench/report.ts [--json] [--tasks N] [--generators N] [--cycles N]`. */
import { mkdtempSync, rmSync } from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { makeRun } from '../tests/report/html/made-run.ts';
import { makeSuites } from '../tests/report/html/made-tasks.ts';

const BUDGET_MS = 3000;
/** Of 60 × 5 × 3 attempts. */
const BUDGET_BYTES = 2 * 1024 * 1024;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, tasks: { type: 'string', default: '60' }, generators: { type: 'string', default: '30' }, cycles: { type: 'string', default: '5' } } });
const [tasks, generators, cycles] = [Number(values.tasks), Number(values.generators), Number(values.cycles)];

// As bin/ase.mjs does: from the second command on, types are stripped already.
nodeModule.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'));

/** What `ase report` does from its first import on. */
async function report(folder: string): Promise<{ readonly wallMs: number; readonly processorMs: number; readonly bytes: number }> {
  const [started, usage] = [performance.now(), process.cpuUsage()];
  const [{ makeHtmlReport, DEFAULT_PAGES }, { readRunFolder }, { openSources }, { openTerminal }] = await Promise.all([import('../src/cli/html/write-html.ts'), import('../src/cli/read-run.ts'), import('../src/cli/sources.ts'), import('../src/cli/terminal.ts')]);
  const sources = await openSources({ cache: join(folder, 'cache'), offline: true }, { terminal: openTerminal(), abort: new AbortController().signal });
  const html = await makeHtmlReport([await readRunFolder(join(folder, 'run'))], { sources, suites: join(folder, 'suites'), maxPages: DEFAULT_PAGES, proof: null });
  const { user, system } = process.cpuUsage(usage);
  return { wallMs: Math.round(performance.now() - started), processorMs: Math.round((user + system) / 1000), bytes: Buffer.byteLength(html) };
}

const folder = mkdtempSync(join(tmpdir(), 'ase-bench-report-'));
try {
  makeSuites(join(folder, 'suites'), tasks);
  makeRun({ folder: join(folder, 'run'), tasks, generators: Array.from({ length: generators }, (_, index) => ({ name: `openai:model-${index}`, weights: [80 - 2 * index, 4, 20 + index, 5 + index, 1], costUsd: 0.01 * (index + 1) })), cycles });
  const first = await report(folder);
  const held = first.wallMs <= BUDGET_MS && (tasks * generators * cycles > 900 || first.bytes <= BUDGET_BYTES);
  if (values.json) console.log(JSON.stringify({ benchmark: 'report', attempts: tasks * generators * cycles, ...first, budgetMs: BUDGET_MS, held }));
  else console.log(`${tasks * generators * cycles} attempts: ${first.wallMs} ms of wall, ${first.processorMs} ms of processor time, ${(first.bytes / 1024 / 1024).toFixed(2)} MB; budget ${BUDGET_MS} ms: ${held ? 'held' : 'missed'}`);
  if (!held) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
