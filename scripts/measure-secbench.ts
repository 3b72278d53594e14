// Prints, by category, in how many vulnerable packages of SecBench.js a flow to the sink is found, and in how many of the mended ones none is:
// `node scripts/measure-secbench.ts FOLDER [--samples FILE] [--seconds N] [--verbose]`. FOLDER holds sample.json ([category, package, vulnerable version, mended version or null, sink as file:line:column])
// and the packages as npm serves them, unpacked in packages/<name>-<version> (a scope's @ left out, its / a -). A package that takes longer than N seconds (60) is counted as not finished.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { analyseFiles } from '../src/cli/rules/analyse-files.ts';
import { walkTree } from '../src/cli/rules/walk-tree.ts';
import { readRules } from '../src/taint/rules/read-rules.ts';
import { ALL_GRAMMARS } from '../src/taint/rules/rule-files.ts';

type Sample = readonly [category: string, name: string, version: string, mended: string | null, sink: string];

const USAGE = 'usage: node scripts/measure-secbench.ts FOLDER [--samples FILE] [--seconds N] [--verbose]';
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { samples: { type: 'string', default: 'sample.json' }, seconds: { type: 'string', default: '60' }, verbose: { type: 'boolean', default: false } } });
const HELPER = 'helper';
const CONTEXTS = new Map([['command-injection', 'shell'], ['path-traversal', 'path'], ['code-injection', 'code']]);
/** Generated and minified files would be all that is looked at. */
const MAX_BYTES = 300_000;
/** As much as a sink's place may be off: the benchmark names a place in the statement. */
const NEAR = 8;

/** Flows of one package, as file:line. */
async function flowsIn(folder: string, context: string): Promise<string[]> {
  const template = await readFile(join(import.meta.dirname, 'secbench-rule.yaml'), 'utf8');
  const { rules, faults } = await readRules(template.replace('context: shell', `context: ${context}`), 'secbench-rule.yaml');
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const { files } = walkTree(folder, { grammars: ALL_GRAMMARS, maxBytes: MAX_BYTES, vendored: false });
  const own = files.filter(({ path }) => !/(?:^|\/)(?:tests?|examples?|spec|bench(?:mark)?s?|docs?)\/|\.min\.js$|(?:\.|^)(?:test|spec)\.[jt]s$/u.test(path));
  const { findings } = await analyseFiles(own, rules, () => undefined);
  return findings.map(({ place }) => `${place.file}:${place.line}`);
}

type Answer = readonly string[] | 'missing' | 'not finished';

/** A process of its own looks at one package after the other; one that takes too long is ended with it, and the next gets a new one. */
const helpers: ChildProcess[] = [];

async function ask(root: string, category: string, [name, version]: readonly [string, string]): Promise<Answer> {
  const folder = join(root, 'packages', `${name.replace(/^@/u, '').replace('/', '-')}-${version}`);
  if (!existsSync(folder)) return 'missing';
  const own = helpers.pop() ?? fork(import.meta.filename, [HELPER]);
  own.send([folder, CONTEXTS.get(category) ?? '']);
  const limit = AbortSignal.timeout(Number(options.seconds) * 1000);
  try {
    const [flows] = await once(own, 'message', { signal: limit }) as [string[] | null];
    helpers.push(own);
    return flows ?? 'not finished';
  } catch {
    own.kill('SIGKILL');
    return 'not finished';
  }
}

function isAt(flows: readonly string[], sink: string): boolean {
  const [file = '', line = '0'] = sink.split(':');
  return flows.some((flow) => flow.startsWith(`${file}:`) && Math.abs(Number(flow.slice(file.length + 1)) - Number(line)) <= NEAR);
}

const shown = (answer: Answer | null): string => (answer === null ? '-' : typeof answer === 'string' ? answer : answer.join(' ') || 'silent');

/** Counts of one category; those of which both versions are there come first. */
async function measure(root: string, category: string, samples: readonly Sample[]): Promise<string> {
  const count = { vulnerable: 0, found: 0, atSink: 0, pairs: 0, silent: 0, both: 0, fewer: 0, missing: 0, unfinished: 0 };
  for (const [, name, version, mended, sink] of [...samples].sort((a, b) => Number(a[3] === null) - Number(b[3] === null))) {
    const before = await ask(root, category, [name, version]);
    const after = before === 'missing' || mended === null ? null : await ask(root, category, [name, mended]);
    if (options.verbose) process.stdout.write(`${category} ${name}@${version} (sink ${sink}): ${shown(before)}; ${mended ?? 'never mended'}: ${shown(after)}\n`);
    if (before === 'missing') count.missing += 1;
    if (before === 'not finished' || after === 'not finished') count.unfinished += 1;
    if (typeof before === 'string') continue;
    const isFound = before.length > 0;
    count.vulnerable += 1;
    count.found += isFound ? 1 : 0;
    count.atSink += isAt(before, sink) ? 1 : 0;
    if (after === null || typeof after === 'string') continue;
    const isSilent = after.length === 0;
    count.pairs += 1;
    // Another flow may be left elsewhere: what was mended is one sink.
    if (after.length < before.length) count.fewer += 1;
    count.silent += isSilent ? 1 : 0;
    count.both += isSilent && isFound ? 1 : 0;
  }
  return `${category}: a flow in ${count.found} of ${count.vulnerable} vulnerable packages, at the sink named in ${count.atSink}; of ${count.pairs} with a mended version it is silent in ${count.silent}, found before and silent then in ${count.both}, with fewer flows than before in ${count.fewer}; ${count.missing} not to be had, ${count.unfinished} not finished\n`;
}

const [root] = positionals;
if (root === undefined) throw new Error(USAGE);
if (root === HELPER) {
  process.on('message', ([folder, context]: [string, string]) => {
    flowsIn(folder, context).then((flows) => process.send?.(flows), (error: unknown) => {
      process.stderr.write(`${folder}: ${String(error)}\n`);
      process.send?.(null);
    });
  });
} else {
  const samples = JSON.parse(await readFile(join(root, options.samples), 'utf8')) as Sample[];
  for (const category of new Set(samples.map(([one]) => one))) process.stdout.write(await measure(root, category, samples.filter(([one]) => one === category)));
  for (const helper of helpers) helper.kill();
}
