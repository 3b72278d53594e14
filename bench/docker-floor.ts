// What the engine itself takes around `true`, setting by setting, in one run: compare the rows, the machine's load moves them all.
// Run: node bench/docker-floor.ts [rounds]
import { argv, env, stdout } from 'node:process';
import type Docker from 'dockerode';
import { BASE_IMAGE, prepareBaseImage } from '../src/sandboxes/base-image.ts';
import { containerOptions } from '../src/sandboxes/docker-container.ts';
import { connect, engineHosts } from '../src/sandboxes/docker-engine.ts';
import { prepareRepository } from '../src/sandboxes/docker-repository.ts';
import { createSlotBlocks, WIDE_RANGE } from '../src/sandboxes/slots.ts';
import { insideScripts, kit, makeTree, shell, specification } from '../tests/sandboxes/specification.ts';

const [rounds = '15'] = argv.slice(2);
const { api } = await connect(engineHosts(env));
await prepareBaseImage(api, (line) => stdout.write(`${line}\n`));

const layers = [await makeTree({}), await makeTree({ 'index.js': '' })];
const privateMounts = [
  { source: kit, target: '/judge/kit' },
  { source: insideScripts, target: '/judge/checks' },
];
const spec = { ...specification(shell('true'), { layers }), role: 'judge' as const, privateMounts };
const plan = { image: BASE_IMAGE, labels: {}, slots: createSlotBlocks(WIDE_RANGE)(), repository: await prepareRepository(spec.repository, {}), network: 'none' };
const ours = containerOptions(spec, plan);
const bare: Docker.ContainerCreateOptions = { Image: BASE_IMAGE, Cmd: ['true'], HostConfig: { NetworkMode: 'none' } };

function without(...names: (keyof Docker.HostConfig)[]): Docker.ContainerCreateOptions {
  const kept = Object.entries(ours.HostConfig ?? {}).filter(([name]) => !names.includes(name as keyof Docker.HostConfig));
  return { ...ours, HostConfig: Object.fromEntries(kept) };
}

const variants: Readonly<Record<string, Docker.ContainerCreateOptions>> = {
  'bare: no network, nothing else': bare,
  'ours: a judge with two layers': ours,
  'ours without Init': without('Init'),
  'ours without seccomp and no-new-privileges': without('SecurityOpt'),
  'ours without limits': without('Memory', 'MemorySwap', 'PidsLimit', 'Ulimits'),
  'ours without scratch folders': without('Tmpfs'),
  'ours without mounts': { ...without('Mounts'), WorkingDir: '/' },
  'ours with a cgroup namespace': { ...ours, HostConfig: { ...ours.HostConfig, CgroupnsMode: 'private' } as Docker.HostConfig },
};

/** A container that only holds a network: what joins it needs none of its own. */
const holder = await api.createContainer({ Image: BASE_IMAGE, Cmd: ['sleep', '3600'], HostConfig: { NetworkMode: 'none', Init: true } });
await holder.start();
const joined = { NetworkMode: `container:${holder.id}` };
const withHolder: typeof variants = {
  ...variants,
  "bare, in another container's network": { ...bare, HostConfig: joined },
  "ours, in another container's network": { ...ours, HostConfig: { ...ours.HostConfig, ...joined } },
};

type Phase = 'create' | 'start' | 'end' | 'remove' | 'all';
const times = new Map<string, Record<Phase, number[]>>();

async function cycle(options: Docker.ContainerCreateOptions): Promise<Record<Phase, number>> {
  const marks = [performance.now()];
  const mark = (): number => marks.push(performance.now());
  const container = await api.createContainer(options);
  mark();
  const ended = container.wait({ condition: 'next-exit' });
  await container.start();
  mark();
  await ended;
  mark();
  await container.remove({ force: true, v: true });
  mark();
  const [begun = 0, created = 0, started = 0, over = 0, removed = 0] = marks;
  return { create: created - begun, start: started - created, end: over - started, remove: removed - over, all: removed - begun };
}

for (let round = 0; round <= Number(rounds); round += 1) {
  for (const [name, options] of Object.entries(withHolder)) {
    const found = await cycle(options);
    // The first round warms caches.
    if (round === 0) continue;
    const kept = times.get(name) ?? { create: [], start: [], end: [], remove: [], all: [] };
    times.set(name, kept);
    for (const [phase, value] of Object.entries(found)) kept[phase as Phase].push(value);
  }
}

await holder.remove({ force: true });

for (const [name, phases] of times) {
  const row = Object.entries(phases).map(([phase, values]) => `${phase} ${Math.round(median(values))}`);
  stdout.write(`${name.padEnd(46)} ${row.join(', ')} ms\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
