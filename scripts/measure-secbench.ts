// Prints, by category, in how many vulnerable packages of SecBench.js a flow to the sink is found, and in how many of the mended ones none is: `node scripts/measure-secbench.ts FOLDER [--verbose]`. FOLDER holds
// sample.json ([category, package, vulnerable version, mended version or null, sink as file:line:column]) and the packages as npm serves them, unpacked in packages/<name>-<version> (a scope's @ left out, its / a -).
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { analyseFiles } from '../src/cli/rules/analyse-files.ts';
import { walkTree } from '../src/cli/rules/walk-tree.ts';
import { readRules } from '../src/taint/rules/read-rules.ts';
import { ALL_GRAMMARS } from '../src/taint/rules/rule-files.ts';

type Sample = readonly [category: string, name: string, version: string, mended: string | null, sink: string];

const [root, verbose] = process.argv.slice(2);
if (root === undefined) throw new Error('usage: node scripts/measure-secbench.ts FOLDER [--verbose]');
const template = await readFile(join(import.meta.dirname, 'secbench-rule.yaml'), 'utf8');
const CONTEXTS = new Map([['command-injection', 'shell'], ['path-traversal', 'path'], ['code-injection', 'code']]);
const samples = JSON.parse(await readFile(join(root, 'sample.json'), 'utf8')) as Sample[];
/** Generated and minified files would be all that is looked at. */
const MAX_BYTES = 300_000;
/** As much as a sink's place may be off: the benchmark names a place in the statement. */
const NEAR = 8;

/** Places of flows as file:line; null where the package is not there. */
async function flowsIn(category: string, name: string, version: string): Promise<string[] | null> {
  const folder = join(root ?? '', 'packages', `${name.replace(/^@/u, '').replace('/', '-')}-${version}`);
  if (!existsSync(folder)) return null;
  const { files } = walkTree(folder, { grammars: ALL_GRAMMARS, maxBytes: MAX_BYTES, vendored: false });
  const own = files.filter(({ path }) => !/(?:^|\/)(?:tests?|examples?|spec|bench(?:mark)?s?|docs?)\/|\.min\.js$|(?:\.|^)(?:test|spec)\.[jt]s$/u.test(path));
  const { rules, faults } = await readRules(template.replace('context: shell', `context: ${CONTEXTS.get(category) ?? ''}`), 'secbench-rule.yaml');
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const { findings } = await analyseFiles(own, rules, () => undefined);
  return findings.map(({ place }) => `${place.file}:${place.line}`);
}

function isAt(flows: readonly string[], sink: string): boolean {
  const [file = '', line = '0'] = sink.split(':');
  return flows.some((flow) => flow.startsWith(`${file}:`) && Math.abs(Number(flow.slice(file.length + 1)) - Number(line)) <= NEAR);
}

for (const category of new Set(samples.map(([one]) => one))) {
  let [vulnerable, found, atSink, mendedCount, silent] = [0, 0, 0, 0, 0];
  for (const [, name, version, mended, sink] of samples.filter(([one]) => one === category)) {
    const before = await flowsIn(category, name, version);
    if (before === null) continue;
    vulnerable += 1;
    if (before.length > 0) found += 1;
    if (isAt(before, sink)) atSink += 1;
    const after = mended === null ? null : await flowsIn(category, name, mended);
    if (after !== null) mendedCount += 1;
    if (after?.length === 0) silent += 1;
    if (verbose !== undefined) process.stdout.write(`${category} ${name}@${version} (sink ${sink}): ${before.join(' ') || 'silent'}; ${mended ?? 'never mended'}: ${after === null ? '-' : after.join(' ') || 'silent'}\n`);
  }
  process.stdout.write(`${category}: a flow in ${found} of ${vulnerable} vulnerable packages, at the sink named in ${atSink}; silent in ${silent} of ${mendedCount} mended ones\n`);
}
