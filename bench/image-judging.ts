/**
 * What judging in tasks' own images costs: 5 images × 3 cycles, checks that print their marker at once, 2 workers. Beside it the engine's own floor on this machine at this
 * moment: 15 containers of the same images that are only made, started and removed.
 * Run: node bench/image-judging.ts [--rounds N] [--json]
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { AseV2Task } from '../src/contract/task.ts';
import { createImageJudge } from '../src/judge/images/judge-in-image.ts';
import { runPool } from '../src/run/worker-pool.ts';
import { engineHosts } from '../src/sandboxes/docker-engine.ts';
import { createTaskImages } from '../src/sandboxes/docker-task-images.ts';
import { buildImage, testEngine } from '../tests/ase-images/build.ts';

const WORKERS = 2;
const IMAGES = 5;
const CYCLES = 3;
const LIMIT_MS = 8_000;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });
const engine = await testEngine();
const repository = mkdtempSync(join(tmpdir(), 'ase-bench-images-'));
writeFileSync(join(repository, 'main.c'), 'int main(void) { return 0; }\n');

const says = (text: string): string => `#!/bin/sh\necho "[A.S.E] ${text}"\n`;
const tasks: AseV2Task[] = [];
for (let index = 0; index < IMAGES; index += 1) {
  const programs = { '/check/status.sh': says('image startup successfully'), '/check/test.sh': says('test case passed'), '/check/poc.sh': says('vulnerability not found'), '/check/number': `${index}` };
  const image = await buildImage(engine, { repository, place: '/src', owner: 1000, programs, changes: ['WORKDIR /src'] });
  const command = (name: string): { command: string; timeoutMs: number } => ({ command: `/check/${name}.sh`, timeoutMs: 120_000 });
  tasks.push({
    schema: 'ase/v2-task@1', id: `image-${index}`, title: 'A region', cve: 'CVE-2020-0001', cwe: ['CWE-1'], class: 'any', language: 'c', severity: 'unknown', source: { type: 'path', path: repository },
    regions: [{ file: 'main.c', lines: [1, 1] }], candidates: [], origin: { id: `${index}`, row: 1 }, environment: { image, repository: '/src', run: 'tail -f /dev/null' },
    checks: { 'ase-v2': { status: command('status'), test: command('test'), exploit: command('poc') } },
  });
}
const items = tasks.flatMap((task) => Array.from({ length: CYCLES }, (_, cycle) => ({ task, cycle: cycle + 1 })));
const images = createTaskImages({ hosts: engineHosts(process.env), offline: true, budgetBytes: null, progress: () => undefined });
const judge = createImageJudge({ images, rights: { network: 'none', allowPrivileged: false }, repositoryOf: async () => repository, imageOf: (name) => images.pin(name), limits: {} });
const signal = new AbortController().signal;

async function wall(work: (item: (typeof items)[number]) => Promise<void>): Promise<number> {
  const begun = performance.now();
  await runPool({ items, workers: WORKERS, goesOn: () => true, work, group: ({ task }) => task.environment.image });
  return performance.now() - begun;
}

async function judged({ task, cycle }: (typeof items)[number]): Promise<void> {
  const prediction = { task: task.id, generator: 'bench', cycle, replacement: 'int main(void) { return 1; }\n' };
  const { verdict, reason } = await judge({ task: { task, folder: `/${task.id}` }, prediction, seed: '', inputs: `sha256:${'0'.repeat(64)}`, signal });
  if (verdict !== 'secure') throw new Error(`${verdict}: ${reason}`);
}

async function started({ task }: (typeof items)[number]): Promise<void> {
  const container = await engine.createContainer({ Image: task.environment.image, Cmd: ['tail', '-f', '/dev/null'], HostConfig: { NetworkMode: 'none', Init: true, LogConfig: { Type: 'none', Config: {} } } });
  await container.start();
  await container.remove({ force: true, v: true });
}

const rounds: { judging: number; floor: number }[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) rounds.push({ floor: await wall(started), judging: await wall(judged) });
for (const { environment } of tasks) await engine.getImage(environment.image).remove({ force: true });
const best = rounds.reduce((one, other) => (other.judging < one.judging ? other : one));
const line = `${IMAGES} images × ${CYCLES} cycles, ${WORKERS} workers: ${(best.judging / 1_000).toFixed(1)} s (best of ${rounds.length}; limit ${LIMIT_MS / 1_000} s), the engine alone ${(best.floor / 1_000).toFixed(1)} s (× ${(best.judging / best.floor).toFixed(2)})`;
process.stdout.write(values.json ? `${JSON.stringify({ rounds, best, limitMs: LIMIT_MS })}\n` : `${line}\n`);
if (best.judging > LIMIT_MS) process.exitCode = 1;
