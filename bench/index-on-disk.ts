/**
 * What it takes to lower the PHP of a folder, and to read the same back from the disk: `node bench/index-on-disk.ts FOLDER`. Two rounds; the second is the one to look at, since the first compiles the engine.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { deserialize, serialize } from 'node:v8';
import { RULES_FOLDER } from '../src/cli/package-facts.ts';
import { loadRules } from '../src/cli/rules/load-rules.ts';
import { walkTree } from '../src/cli/rules/walk-tree.ts';
import { indexFile } from '../src/taint/index-file.ts';
import { languageOf } from '../src/taint/languages/languages.ts';
import { loadSourceParser } from '../src/taint/tree/parse.ts';

const MAX_BYTES = 4 * 1024 * 1024;

function timed(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Name a folder with PHP: node bench/index-on-disk.ts FOLDER\n');
  process.exitCode = 2;
} else {
  const { files } = walkTree(folder, { grammars: new Set(['php']), maxBytes: MAX_BYTES, vendored: false });
  const rules = await loadRules([join(RULES_FOLDER, 'php', 'cwe-089.yaml')]);
  const parse = await loadSourceParser('php');
  const place = mkdtempSync(join(tmpdir(), 'ase-index-'));
  for (const round of [1, 2]) {
    const modules: unknown[] = [];
    const makeMs = timed(() => {
      for (const { path, text } of files) modules.push(indexFile({ path, tree: parse(text), support: languageOf('php') }, rules).module);
    });
    let bytes = 0;
    const writeMs = timed(() => modules.forEach((module, at) => {
      const entry = serialize(module);
      bytes += entry.length;
      writeFileSync(join(place, String(at)), entry);
    }));
    const readMs = timed(() => modules.forEach((_, at) => void deserialize(readFileSync(join(place, String(at))))));
    process.stdout.write(`${JSON.stringify({ benchmark: 'index-on-disk', round, files: files.length, makeMs, writeMs, readMs, megabytes: bytes / 1e6 })}\n`);
  }
  rmSync(place, { recursive: true });
}
