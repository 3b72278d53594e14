// What a sandbox costs around a command that does nothing. Run: node bench/sandbox-cycle.ts [docker|bubblewrap] [cycles]
import { argv, stdout } from 'node:process';
import type { SandboxDriver, SandboxSpec } from '../src/contract/sandbox.ts';
import { insideScripts, kit, makeTree, shell, specification } from '../tests/sandboxes/specification.ts';

const WORKERS = 2;
const [name = 'docker', cycles = '60'] = argv.slice(2);
const { makeDriver } = (await import(`../tests/sandboxes/${name}-driver.ts`)) as { makeDriver: () => SandboxDriver };
const driver = makeDriver();
await driver.prepare((line) => stdout.write(`${line}\n`));

const layer = await makeTree({ 'index.js': '' });
const upper = await makeTree({});
const candidate = specification(shell('true'), { layers: [layer] });
const privateMounts = [
  { source: kit, target: '/judge/kit' },
  { source: insideScripts, target: '/judge/checks' },
];
const kinds: Readonly<Record<string, (worker: number) => Promise<SandboxSpec>>> = {
  'candidate, repository read-only': async () => candidate,
  'candidate, repository writable': async () => ({ ...candidate, repository: { layers: [layer], upper: await makeTree({}) } }),
  'judge, two layers': async () => ({ ...candidate, role: 'judge', privateMounts, repository: { layers: [upper, layer] } }),
};

for (const [kind, specOf] of Object.entries(kinds)) {
  await driver.run(await specOf(0));
  const times: number[] = [];
  const started = performance.now();
  const worker = async (number: number): Promise<void> => {
    while (times.length < Number(cycles)) {
      const result = await driver.run(await specOf(number));
      if (result.end.kind !== 'exited' || result.end.code !== 0) throw new Error(JSON.stringify(result.end));
      times.push(result.durationMs);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, number) => worker(number)));
  const wall = performance.now() - started;
  times.sort((a, b) => a - b);
  const at = (share: number): string => `${Math.round(times[Math.floor((times.length - 1) * share)] ?? Number.NaN)} ms`;
  stdout.write(`${name}, ${WORKERS} workers, ${kind}: median ${at(0.5)}, p90 ${at(0.9)}, ${Math.round(wall / times.length)} ms of wall a cycle (${times.length} cycles)\n`);
}
