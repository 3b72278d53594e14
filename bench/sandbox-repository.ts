// What a copy-on-write repository of 20,000 files adds to a sandbox (limit: 50 ms). Run: node bench/sandbox-repository.ts [docker|bubblewrap]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import type { SandboxDriver } from '../src/contract/sandbox.ts';
import { makeTree, shell, specification } from '../tests/sandboxes/specification.ts';

const LIMIT_MS = 50;
const ROUNDS = 25;
const [name = 'docker'] = argv.slice(2);
const { makeDriver } = (await import(`../tests/sandboxes/${name}-driver.ts`)) as { makeDriver: () => SandboxDriver };
const driver = makeDriver();
await driver.prepare((line) => stdout.write(`${line}\n`));

const empty = await makeTree({});
const large = await makeTree({});
for (let folder = 0; folder < 200; folder += 1) {
  await mkdir(join(large, `d${folder}`));
  await Promise.all(Array.from({ length: 100 }, (_, file) => writeFile(join(large, `d${folder}`, `f${file}`), 'x')));
}

const without: number[] = [];
const withTree: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const plain = await driver.run(specification(shell('true'), { layers: [empty] }));
  const laid = await driver.run(specification(shell('echo changed >d7/f7'), { layers: [large], upper: await makeTree({}) }));
  if (laid.end.kind !== 'exited' || laid.end.code !== 0) throw new Error(JSON.stringify(laid.end));
  // The first of each warms caches.
  if (round > 0) without.push(plain.durationMs);
  if (round > 0) withTree.push(laid.durationMs);
}
const difference = median(withTree) - median(without);
stdout.write(`${name}: a writable repository of 20,000 files adds ${difference.toFixed(1)} ms to a sandbox of ${median(without).toFixed(0)} ms (limit ${LIMIT_MS} ms, medians of ${ROUNDS})\n`);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
