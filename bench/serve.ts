/**
 * `ase serve` with a run of 60 tasks × 30 generators × 5 cycles (9,000 attempts) in a real browser: how long the first view takes, how long a filter takes, and how
 * much memory the server holds: `npx node bench/serve.ts [--json]`. Needs chromium.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { MADE_GENERATORS, makeRun } from '../tests/report/html/made-run.ts';

const BUDGET = { firstViewMs: 1000, filterMs: 100, memoryMb: 200 };
const VIEWS = 5;
const FILTERS: readonly [string, string][] = [['verdict', 'insecure'], ['verdict', ''], ['text', 'cwe-22'], ['text', 'path serve'], ['text', '']];
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const checkout = join(import.meta.dirname, '..');

function makeRuns(): string {
  const runs = mkdtempSync(join(tmpdir(), 'ase-bench-serve-'));
  const generators = Array.from({ length: 30 }, (_, index) => {
    const like = MADE_GENERATORS[index % MADE_GENERATORS.length];
    if (like === undefined) throw new Error('no generators');
    return { ...like, name: `${like.name}#${index}` };
  });
  makeRun({ folder: join(runs, 'huge'), tasks: 60, generators, cycles: 5 });
  return runs;
}

/** Until every attempt is there to be filtered. */
async function firstView(page: Page, url: string): Promise<number> {
  const started = performance.now();
  await page.goto(url);
  await page.waitForFunction(() => document.getElementById('shown')?.textContent.startsWith('9000 of 9000') === true);
  return performance.now() - started;
}

/** From the key that is pressed until the rows are drawn: the script measures itself, and the frame that shows it is waited for. */
async function filterTimes(page: Page): Promise<number[]> {
  const times = [];
  for (const [name, value] of FILTERS) {
    times.push(
      await page.evaluate(
        async ([field, text]) => {
          const input = document.querySelector<HTMLInputElement>(`[name=${field}]`);
          if (input === null) throw new Error('no such filter');
          const began = performance.now();
          input.value = text ?? '';
          input.dispatchEvent(new Event('input', { bubbles: true }));
          document.body.getBoundingClientRect();
          await Promise.resolve();
          return performance.now() - began;
        },
        [name, value],
      ),
    );
  }
  return times;
}

/** Resident, of the server's process. */
function memoryMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function measure(runs: string): Promise<Record<string, number>> {
  const server = spawn(process.execPath, [join(checkout, 'bin', 'ase.mjs'), 'serve', runs, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout.on('data', (piece: Buffer) => resolve((JSON.parse(piece.toString()) as { url: string }).url));
      server.once('exit', (code) => reject(new Error(`ase serve ended with ${code}`)));
    });
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'] });
    const page = await browser.newPage();
    await page.goto(url);
    const cold = await firstView(page, `${url}runs/huge`);
    const warm = [];
    for (let view = 0; view < VIEWS; view += 1) warm.push(await firstView(page, `${url}runs/huge`));
    const filters = await filterTimes(page);
    const memory = memoryMb(server.pid ?? 0);
    await browser.close();
    return { firstViewMs: cold, laterViewMs: median(warm), filterMs: Math.max(...filters), memoryMb: memory };
  } finally {
    server.kill();
  }
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const runs = makeRuns();
const measured = await measure(runs);
rmSync(runs, { recursive: true, force: true });
if (values.json) process.stdout.write(`${JSON.stringify({ ...measured, budget: BUDGET })}\n`);
else for (const [name, value] of Object.entries(measured)) process.stdout.write(`${name.padEnd(12)} ${value.toFixed(0).padStart(6)}${name in BUDGET ? `   budget ${BUDGET[name as keyof typeof BUDGET]}` : ''}\n`);
