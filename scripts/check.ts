// Runs the checks that need no test runner, two at a time, and shows what those say that fail. Run: npm run check [-- NAME…]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const checkout = join(import.meta.dirname, '..');
/** Longest first. Each is a script `check:NAME` of package.json. */
const names = ['imports', 'package', 'types', 'lint', 'dead'];

interface CheckEnd {
  readonly passed: boolean;
  readonly output: string;
}

function run(name: string): Promise<CheckEnd> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--run', `check:${name}`], { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
    child.on('close', (code) => resolve({ passed: code === 0, output }));
  });
}

async function work(queue: string[]): Promise<string[]> {
  const failed: string[] = [];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const started = performance.now();
    const { passed, output } = await run(name);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stderr.write(passed ? `${name}: passed in ${seconds} s\n` : `${name}: failed in ${seconds} s\n${output}\n`);
    if (!passed) failed.push(name);
  }
  return failed;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no check called ${unknown.join(', ')}; there are: ${names.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const queue = asked.length > 0 ? asked : [...names];
  const failed = (await Promise.all([work(queue), work(queue)])).flat();
  if (failed.length > 0) process.exitCode = 1;
}
