/**
 * What a rule's verdict about a candidate costs in a big repository of PHP: `node bench/region-verdict.ts FOLDER [--rule FILE]… [--regions N] [--variants N] [--json]`. Regions are files that data comes into, from the
 * smallest to the biggest; each is edited in as many ways as there are variants, one function after the other. Processor time, the garbage collector's too: what the machine's load does not change.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { MODELS_FOLDER, RULES_FOLDER } from '../src/cli/package-facts.ts';
import { openRegion } from '../src/cli/rules/open-region.ts';
import { walkTree } from '../src/cli/rules/walk-tree.ts';

const BUDGET = { medianMs: 10, p99Ms: 50 };
const MAX_BYTES = 4 * 1024 * 1024;
const SOURCE = /\$_(?:GET|POST|REQUEST)\b/gu;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string', multiple: true, default: [join(RULES_FOLDER, 'php', 'cwe-089.yaml'), join(RULES_FOLDER, 'php', 'cwe-079.yaml')] }, regions: { type: 'string', default: '6' }, variants: { type: 'string', default: '50' }, json: { type: 'boolean', default: false } },
});

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Edits such as models make: a statement more, a value that is cast, a function that ends early, code around a body. */
function variantOf(text: string, number: number): string {
  const bodies = [...text.matchAll(/function \w+\([^{}]*\)[^{};]*\{/gu)];
  const body = bodies[number % Math.max(bodies.length, 1)];
  const sources = [...text.matchAll(SOURCE)];
  const source = sources[number % Math.max(sources.length, 1)];
  const inserted = body === undefined ? text.length : body.index + body[0].length;
  const edits: readonly (() => string)[] = [
    () => `${text.slice(0, inserted)} $aseNumber = ${number};${text.slice(inserted)}`,
    () => (source === undefined ? `${text}\n` : `${text.slice(0, source.index)}(int) ${text.slice(source.index)}`),
    () => `${text.slice(0, inserted)} if (${number} > count($_COOKIE)) { echo htmlspecialchars('none'); }${text.slice(inserted)}`,
    () => (source === undefined ? `${text}\n\n` : `${text.slice(0, source.index)}$_COOKIE${text.slice(source.index + source[0].length)}`),
  ];
  return (edits[number % edits.length] ?? (() => text))();
}

function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;
}

async function measure(folder: string): Promise<object> {
  const { files } = walkTree(folder, { grammars: new Set(['php']), maxBytes: MAX_BYTES, vendored: false });
  const sources = files.filter(({ text }) => text.search(SOURCE) >= 0).toSorted((a, b) => a.text.length - b.text.length);
  const count = Math.min(Number(values.regions), sources.length);
  const regions = Array.from({ length: count }, (_, at) => sources[Math.floor((at * (sources.length - 1)) / Math.max(count - 1, 1))]).flatMap((file) => file ?? []);
  const opened: number[] = [];
  const verdicts: number[] = [];
  const counts = new Map<string, number>();
  const said = createHash('sha256');
  for (const rule of values.rule) {
    for (const { path, text } of regions) {
      let before = cpuMs();
      const judge = await openRegion({ repository: folder, ruleFile: rule, models: MODELS_FOLDER, reference: new Map([[path, text.replaceAll(SOURCE, '(int) $&')]]) });
      opened.push(cpuMs() - before);
      const own: number[] = [];
      for (let variant = 0; variant < Number(values.variants); variant += 1) {
        const changed = new Map([[path, variantOf(text, variant)]]);
        before = cpuMs();
        const { decision, reason, findings } = judge(changed);
        own.push(cpuMs() - before);
        counts.set(decision, (counts.get(decision) ?? 0) + 1);
        said.update(JSON.stringify([path, variant, decision, reason, findings]));
      }
      verdicts.push(...own);
      if (!values.json) process.stdout.write(`  ${path} (${text.length} characters, ${rule.split('/').at(-1)}): opened in ${Math.round(opened.at(-1) ?? 0)} ms, a verdict takes ${quantile(own, 0.5).toFixed(1)} ms (median), ${quantile(own, 0.99).toFixed(1)} ms (p99)\n`);
    }
  }
  return { folder, files: files.length, megabytes: files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6, regions: regions.length, verdicts: verdicts.length, decisions: Object.fromEntries(counts), openMs: quantile(opened, 0.5), medianMs: quantile(verdicts, 0.5), p99Ms: quantile(verdicts, 0.99), peakMb: Math.round(process.resourceUsage().maxRSS / 1024), digest: said.digest('hex').slice(0, 16) };
}

if (positionals.length === 0) {
  process.stderr.write('Name folders with PHP: node bench/region-verdict.ts FOLDER…\n');
  process.exitCode = 2;
} else {
  for (const folder of positionals) process.stdout.write(`${JSON.stringify({ benchmark: 'region-verdict', ...(await measure(folder)), budget: BUDGET })}\n`);
}
