/** How long 10,000 files with 50 MB take to index and to ask, and in how much memory: `npx node bench/retrieval.ts [--json] [--disk]`. `--disk`: what reading an index back would take. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { Bm25Index } from '../src/context/bm25/index-builder.ts';
import { indexTree } from '../src/context/bm25/index-tree.ts';
import { search } from '../src/context/bm25/search.ts';
import { isSelectedContent, wantedBy } from '../src/context/select-files.ts';
import { createRandom } from '../src/stats/random.ts';

const FILES = 10_000;
/** A little more than 50 MB: the last files cannot take up all that is left. */
const BYTES = 51_000_000;
const BUDGET = { indexMs: 5000, memoryMb: 500, queryMs: 10 };
const QUERIES = 200;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, disk: { type: 'boolean', default: false }, measure: { type: 'string' } } });

/** Sources of the packages that are installed here, again and again; from the second time on every fifth name is another one each time, so that the vocabulary grows as real ones do. */
function writeCorpus(folder: string): void {
  const packages = join(import.meta.dirname, '..', 'node_modules');
  const { isWanted } = wantedBy('sources');
  const sources = globSync('**/*.{js,mjs,cjs,ts,py,c,h,json}', { cwd: packages })
    .filter((path) => !/(?:^|\/)(?:tests?|fixtures)\/|\.min\.|lock/.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(packages, path), 'utf8') }))
    .filter(({ path, text }) => text.length > 700 && text.length < 60_000 && isWanted(placeOf(path, 0)) && isSelectedContent(Buffer.from(text), 'sources'));
  const random = createRandom('retrieval');
  let bytes = 0;
  for (let number = 0; number < FILES; number += 1) {
    const round = Math.floor(number / sources.length);
    const source = sources[number % sources.length];
    if (source === undefined) throw new Error('there are no packages to take sources from');
    const changed = round === 0 ? source.text : source.text.replaceAll(/[A-Za-z_]{5,}/g, (name) => (random() % 5 === 0 ? `${name}${(random() % 2000).toString(36)}` : name));
    // Never more than twice what each of the other files has left of the whole.
    const text = changed.slice(0, (2 * (BYTES - bytes)) / (FILES - number));
    bytes += Buffer.byteLength(text);
    const path = join(folder, placeOf(source.path, round));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function placeOf(path: string, round: number): string {
  return `round-${round}/${path.replaceAll(/(^|\/)\./g, '$1').replaceAll('node_modules', 'modules')}`;
}

interface Measured {
  readonly files: number;
  readonly megabytes: number;
  readonly terms: number;
  readonly postings: number;
  readonly indexMs: number;
  /** Of all threads, the garbage collector's too: what the machine's load does not change. */
  readonly indexCpuMs: number;
  readonly peakMb: number;
  readonly keptMb: number;
  readonly queryMs: { readonly median: number; readonly worst: number };
  readonly disk: { readonly megabytes: number; readonly readMs: number } | null;
}

async function measure(folder: string): Promise<Measured> {
  const before = process.memoryUsage.rss();
  const processor = process.cpuUsage();
  const started = performance.now();
  const index = await indexTree(folder, 'sources');
  const indexMs = performance.now() - started;
  const { user, system } = process.cpuUsage(processor);
  const indexCpuMs = (user + system) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20;
  const keptMb = (process.memoryUsage.rss() - before) / 2 ** 20;
  const texts = index.paths.map((path) => readFileSync(join(folder, path), 'utf8'));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  // As in use: a description and a whole file.
  const times = texts
    .filter((_text, at) => at % Math.floor(texts.length / QUERIES) === 0)
    .map((text) => {
      const begun = performance.now();
      if (search(index, `Reads a file and answers the request with it.\n${text}`, 20).hits.length === 0) throw new Error('nothing was found');
      return performance.now() - begun;
    })
    .toSorted((a, b) => a - b);
  const queryMs = { median: times[times.length >> 1] ?? Number.NaN, worst: times.at(-1) ?? Number.NaN };
  return { files: index.paths.length, megabytes, terms: index.terms.size, postings: index.documents.length, indexMs, indexCpuMs, peakMb, keptMb, queryMs, disk: values.disk ? throughDisk(index, folder) : null };
}

function throughDisk(index: Bm25Index, folder: string): { megabytes: number; readMs: number } {
  const file = `${folder}.index`;
  writeFileSync(file, serialize(index));
  const started = performance.now();
  const bytes = readFileSync(file);
  deserialize(bytes);
  const readMs = performance.now() - started;
  rmSync(file);
  return { megabytes: bytes.length / 1e6, readMs };
}

function print({ files, megabytes, terms, postings, indexMs, indexCpuMs, peakMb, keptMb, queryMs, disk }: Measured): void {
  process.stdout.write(`${files} files, ${megabytes.toFixed(1)} MB, ${terms} terms, ${postings} postings\n`);
  process.stdout.write(`indexed in ${Math.round(indexMs)} ms (budget ${BUDGET.indexMs}; ${Math.round(indexCpuMs)} ms of processor time), ${Math.round(peakMb)} MB more at the peak and ${Math.round(keptMb)} MB after it (budget ${BUDGET.memoryMb})\n`);
  process.stdout.write(`a query takes ${queryMs.median.toFixed(1)} ms, the slowest of ${QUERIES} ${queryMs.worst.toFixed(1)} ms (budget ${BUDGET.queryMs} ms for the median)\n`);
  if (disk !== null) process.stdout.write(`kept on disk it would have ${disk.megabytes.toFixed(1)} MB and be read in ${Math.round(disk.readMs)} ms\n`);
}

if (values.measure === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'ase-retrieval-'));
  try {
    writeCorpus(folder);
    // A process of its own: what writing the corpus took does not count.
    const output = execFileSync(process.execPath, [import.meta.filename, '--measure', folder, ...(values.disk ? ['--disk'] : [])], { encoding: 'utf8' });
    const measured = JSON.parse(output) as Measured;
    const { indexMs, peakMb, queryMs } = measured;
    const held = indexMs < BUDGET.indexMs && peakMb < BUDGET.memoryMb && queryMs.median < BUDGET.queryMs;
    if (!values.json) print(measured);
    process.stdout.write(`${JSON.stringify({ benchmark: 'retrieval', ...measured, budget: BUDGET, held })}\n`);
    process.exitCode = held ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  process.stdout.write(JSON.stringify(await measure(values.measure)));
}
