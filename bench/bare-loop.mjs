// Inside the prepared folder of bench/harness-cost.ts: runs the judge's programs once for each line of stdin, and says whether all passed.
import { spawn } from 'node:child_process';
import { rmSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const child = spawn(process.execPath, ['/judge/kit/check-main.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (/** @type {Buffer} */ piece) => (text += piece));
  child.stdin.write(`${line}\n`);
  const code = await new Promise((resolve) => child.once('close', resolve));
  const results = text.trim().split('\n').map((each) => JSON.parse(each));
  const failed = results.find(({ outcome }) => outcome !== 'passed');
  process.stdout.write(code === 0 && failed === undefined ? 'passed\n' : `${JSON.stringify(failed ?? code)}\n`);
  for (const folder of ['/drop', '/scratch']) for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`, { recursive: true, force: true });
}
