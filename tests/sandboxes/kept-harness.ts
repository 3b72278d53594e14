// A harness of its own process that keeps a container: says its id and the folder of its files, and then has nothing more to do, or stays. argv: layer, `end` or `stay`.
import { argv, env, pid, stdout } from 'node:process';
import { connect, engineHosts } from '../../src/sandboxes/docker-engine.ts';
import { OWNER_LABEL, WORK_LABEL } from '../../src/sandboxes/docker-owner.ts';
import { makeDriver } from './docker-driver.ts';
import { shell, specification } from './specification.ts';

const [layer, then] = argv.slice(2) as [string, string];
const driver = makeDriver();
await driver.run({ ...specification(shell('true'), { layers: [layer] }), role: 'judge' });
const { api } = await connect(engineHosts(env));
const own = (await api.listContainers({ filters: { label: [OWNER_LABEL, WORK_LABEL] } })).find(({ Labels }) => (JSON.parse(Labels[OWNER_LABEL] ?? '{}') as { pid?: number }).pid === pid);
stdout.write(`${own?.Id} ${own?.Labels[WORK_LABEL]}\n`);
if (then === 'stay') setInterval(() => undefined, 1_000);
