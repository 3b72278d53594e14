// A harness of its own process, for tests that kill it, or that start after one was killed. argv: driver, `run` or `sweep`, layer, upper.
import { argv, stdout } from 'node:process';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { specification } from './specification.ts';

const [name, action, layer, upper] = argv.slice(2) as [string, string, string, string];
const { makeDriver } = (await import(`./${name}-driver.ts`)) as { makeDriver: () => SandboxDriver };
const driver = makeDriver();
if (action === 'sweep') stdout.write(String(await driver.sweep()));
else await driver.run({ ...specification(['/bin/sh', '-c', 'echo here > /work/repo/here; setsid sleep 31337.5 & exec sleep 31337.5'], { layers: [layer], upper }), stdin: '' });
