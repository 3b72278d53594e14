// Runs benchmarks one after another, so that none disturbs the next. Run: npm run bench [-- NAME…]
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';

const folder = join(import.meta.dirname, '..', 'bench');
const names = globSync('*.ts', { cwd: folder }).map((file) => basename(file, '.ts')).toSorted();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark called ${unknown.join(', ')}; there are: ${names.join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : names) {
    process.stderr.write(`bench/${name}.ts\n`);
    if (spawnSync(process.execPath, [join(folder, `${name}.ts`)], { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  }
}
