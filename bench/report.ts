/** How long the HTML report of 60 tasks × 30 generators × 5 cycles takes: `npx node bench/report.ts [--json] [--tasks N] [--generators N] [--cycles N]`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

const BUDGET_MS = 3000;
/** Of 60 × 5 × 3 attempts. */
const BUDGET_BYTES = 2 * 1024 * 1024;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, tasks: { type: 'string', default: '60' }, generators: { type: 'string', default: '30' }, cycles: { type: 'string', default: '5' }, measure: { type: 'string' } } });
const [tasks, generators, cycles] = [Number(values.tasks), Number(values.generators), Number(values.cycles)];

interface Measured {
  readonly wallMs: number;
  readonly processorMs: number;
  readonly bytes: number;
}

/** What `ase report` does from its first import on. */
async function report(folder: string): Promise<Measured> {
  // As bin/ase.mjs does: from the second command on, types are stripped already.
  nodeModule.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'));
  const [started, usage] = [performance.now(), process.cpuUsage()];
  const [{ makeHtmlReport, DEFAULT_PAGES }, { readRunFolder }, { openSources }, { openTerminal }] = await Promise.all([import('../src/cli/html/write-html.ts'), import('../src/cli/read-run.ts'), import('../src/cli/sources.ts'), import('../src/cli/terminal.ts')]);
  const sources = await openSources({ cache: join(folder, 'cache'), offline: true }, { terminal: openTerminal(), abort: new AbortController().signal });
  const html = await makeHtmlReport([await readRunFolder(join(folder, 'run'))], { sources, suites: join(folder, 'suites'), maxPages: DEFAULT_PAGES, proof: null });
  const { user, system } = process.cpuUsage(usage);
  return { wallMs: Math.round(performance.now() - started), processorMs: Math.round((user + system) / 1000), bytes: Buffer.byteLength(html) };
}

/** In a process of its own, as a command is. */
function measureApart(folder: string): Measured {
  return JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--measure', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Measured;
}

async function compareWithBudget(): Promise<void> {
  const [{ makeRun }, { makeSuites }] = await Promise.all([import('../tests/report/html/made-run.ts'), import('../tests/report/html/made-tasks.ts')]);
  const folder = mkdtempSync(join(tmpdir(), 'ase-bench-report-'));
  try {
    makeSuites(join(folder, 'suites'), tasks);
    makeRun({ folder: join(folder, 'run'), tasks, generators: Array.from({ length: generators }, (_, index) => ({ name: `openai:model-${index}`, weights: [80 - 2 * index, 4, 20 + index, 5 + index, 1], costUsd: 0.01 * (index + 1) })), cycles });
    // The first one takes the repositories into the cache, where a run has them.
    measureApart(folder);
    const measured = measureApart(folder);
    const held = measured.wallMs <= BUDGET_MS && (tasks * generators * cycles > 900 || measured.bytes <= BUDGET_BYTES);
    if (values.json) console.log(JSON.stringify({ benchmark: 'report', attempts: tasks * generators * cycles, ...measured, budgetMs: BUDGET_MS, held }));
    else console.log(`${tasks * generators * cycles} attempts: ${measured.wallMs} ms of wall, ${measured.processorMs} ms of processor time, ${(measured.bytes / 1024 / 1024).toFixed(2)} MB; budget ${BUDGET_MS} ms: ${held ? 'held' : 'missed'}`);
    if (!held) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (values.measure === undefined) await compareWithBudget();
else console.log(JSON.stringify(await report(values.measure)));
