// Inside the prepared folder of bench/harness-cost.ts: runs the judge's programs once for each line of stdin, and says whether all passed, and how many milliseconds of processor they took.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Of all that ended; a tick is 10 ms. */
const childrenMs = () => (readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []).slice(13, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);

for await (const line of createInterface({ input: process.stdin })) {
  const child = spawn(process.execPath, ['/judge/kit/check-main.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const before = childrenMs();
  let text = '';
  child.stdout.on('data', (/** @type {Buffer} */ piece) => (text += piece));
  child.stdin.write(`${line}\n`);
  const code = await new Promise((resolve) => child.once('close', resolve));
  const results = text.trim().split('\n').map((each) => JSON.parse(each));
  const failed = results.find(({ outcome }) => outcome !== 'passed');
  process.stdout.write(code === 0 && failed === undefined ? `passed ${childrenMs() - before}\n` : `${JSON.stringify(failed ?? code)}\n`);
  for (const folder of ['/drop', '/scratch']) for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`, { recursive: true, force: true });
}
