/**
 * How fast folders are parsed, indexed and followed by the packs of their languages, and in how much memory: `node bench/taint.ts FOLDER… [--json] [--rules PATH]… [--findings FILE]`.
 * `--findings`: what was found, with steps and what was not followed to its end, for comparisons of before and after.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { MODELS_FOLDER, RULES_FOLDER } from '../src/cli/package-facts.ts';
import { loadModels } from '../src/cli/rules/load-models.ts';
import { loadRules } from '../src/cli/rules/load-rules.ts';
import { walkTree } from '../src/cli/rules/walk-tree.ts';
import { analyse } from '../src/taint/analyse.ts';
import { indexFile, type IndexedFile } from '../src/taint/index-file.ts';
import { languageOf } from '../src/taint/languages/languages.ts';
import { loadSourceParser } from '../src/taint/tree/parse.ts';

const BUDGET = { megabytesPerSecond: 2.5, memoryPerMegabyte: 12 };
const FILES_A_LAP = 16;
const MAX_BYTES = 8 * 1024 * 1024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rules: { type: 'string', multiple: true, default: [] }, findings: { type: 'string' }, measure: { type: 'string' } },
});

interface Measured {
  readonly folder: string;
  readonly files: number;
  readonly megabytes: number;
  /** Processor time of all threads, the garbage collector's too: what the machine's load does not change. */
  readonly cpuMs: { readonly parse: number; readonly index: number; readonly follow: number };
  readonly steps: number;
  readonly incomplete: number;
  readonly findings: number;
  /** Of all that was found, in order: equal before and after a change that must not change it. */
  readonly digest: string;
  readonly peakMb: number;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function measure(folder: string): Promise<Measured> {
  const { files, languages } = sourcesIn(folder);
  const rules = (await loadRules(values.rules.length > 0 ? values.rules : languages.map((name) => join(RULES_FOLDER, name)))).filter(({ mode }) => mode === 'taint');
  const models = await loadModels(MODELS_FOLDER, languages);
  for (const { grammar } of files) (await loadSourceParser(grammar))('');
  const before = process.memoryUsage.rss();
  const indexed: IndexedFile[] = [];
  const taken = { parse: 0, index: 0, follow: 0 };
  let from = cpuMs();
  const lap = (phase: keyof typeof taken): void => {
    const now = cpuMs();
    taken[phase] += now - from;
    from = now;
  };
  // Asking for the time takes a quarter of a millisecond: once for several files.
  for (let at = 0; at < files.length; at += FILES_A_LAP) {
    const trees = [];
    for (const { path, text, grammar } of files.slice(at, at + FILES_A_LAP)) trees.push({ path, tree: (await loadSourceParser(grammar))(text), support: languageOf(grammar) });
    lap('parse');
    for (const parsed of trees) indexed.push(indexFile(parsed, rules));
    lap('index');
  }
  const analysis = analyse(indexed, rules, models);
  lap('follow');
  const peakMb = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20;
  const shown = JSON.stringify({ findings: analysis.findings, incomplete: analysis.incomplete }, null, 1);
  if (values.findings !== undefined) appendFileSync(values.findings, `${shown}\n`);
  return {
    folder,
    files: files.length,
    megabytes: files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6,
    cpuMs: { parse: Math.round(taken.parse), index: Math.round(taken.index), follow: Math.round(taken.follow) },
    steps: analysis.steps,
    incomplete: analysis.incomplete.length,
    findings: analysis.findings.length,
    digest: createHash('sha256').update(shown).digest('hex').slice(0, 16),
    peakMb: Math.round(peakMb),
  };
}

function sourcesIn(folder: string): { files: ReturnType<typeof walkTree>['files']; languages: string[] } {
  const { files } = walkTree(folder, { grammars: new Set(['javascript', 'tsx', 'typescript', 'php', 'python']), maxBytes: MAX_BYTES, vendored: false });
  return { files, languages: [...new Set(files.map(({ grammar }) => languageOf(grammar).name))].toSorted() };
}

function print({ folder, files, megabytes, cpuMs: { parse, index, follow }, steps, incomplete, findings, digest, peakMb }: Measured): void {
  const rate = (ms: number): string => (megabytes / (ms / 1000)).toFixed(2);
  process.stdout.write(`${folder}: ${files} files, ${megabytes.toFixed(2)} MB\n`);
  process.stdout.write(`  ${parse + index + follow} ms of processor time: ${rate(parse + index + follow)} MB/s (goal ${BUDGET.megabytesPerSecond}); parsed in ${parse}, indexed in ${index}, followed in ${follow} ms with ${steps} steps\n`);
  process.stdout.write(`  ${peakMb} MB more at the peak: ${(peakMb / megabytes).toFixed(1)} a megabyte (goal ${BUDGET.memoryPerMegabyte})\n`);
  process.stdout.write(`  ${findings} findings, ${incomplete} files not followed to the end, digest ${digest}\n`);
}

if (values.measure !== undefined) {
  process.stdout.write(JSON.stringify(await measure(values.measure)));
} else if (positionals.length === 0) {
  process.stderr.write('Name folders with sources: node bench/taint.ts FOLDER…\n');
  process.exitCode = 2;
} else {
  for (const folder of positionals) {
    const options = [...values.rules.flatMap((path) => ['--rules', path]), ...(values.findings === undefined ? [] : ['--findings', values.findings])];
    // A process of its own each: what one took in memory does not count for the next.
    const measured = JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--measure', folder, ...options], { encoding: 'utf8' })) as Measured;
    if (!values.json) print(measured);
    else process.stdout.write(`${JSON.stringify({ benchmark: 'taint', ...measured, budget: BUDGET })}\n`);
  }
}
