/**
 * Holds our BM25 against the hits that Lucene gave for A.S.E.: scores of the same files, repository by repository, at the recorded commit.
 * Run: node scripts/compare-retrieval.ts DATA MIRRORS [--task ID…] [--files]
 *   DATA     a folder with A.S.E.'s data_v1.json, data_v1_retrieval_data.json, data_v2.json, data_v2_context_bm25.jsonl
 *   MIRRORS  a folder with git repositories, OWNER+NAME/repo (bare or not) or OWNER+NAME
 */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Bm25Index } from '../src/context/bm25/index-builder.ts';
import { indexTree } from '../src/context/bm25/index-tree.ts';
import { search } from '../src/context/bm25/search.ts';
import { decodeText } from '../src/context/decode-text.ts';
import { readTreeFile } from '../src/context/read-tree-file.ts';
import { wantedBy } from '../src/context/select-files.ts';

interface Instance {
  readonly instance_id: string;
  readonly repo: string;
  readonly base_commit: string;
  readonly vuln_file: string;
}
interface Recorded {
  readonly instance_id: string;
  readonly function_summary: string;
  readonly hits: readonly { readonly docid: string; readonly score: number }[];
}
interface Row {
  readonly id: string;
  readonly compared: number;
  readonly close: number;
  /** Relative. */
  readonly worst: number;
  readonly sameOrder: boolean;
}

const TOLERANCE = 0.001;
const SETS = [
  { name: 'v1', tasks: 'data_v1.json', hits: 'data_v1_retrieval_data.json' },
  { name: 'v2', tasks: 'data_v2.json', hits: 'data_v2_context_bm25.jsonl' },
] as const;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { task: { type: 'string', multiple: true, default: [] }, files: { type: 'boolean', default: false } } });
const [data = '', mirrors = ''] = positionals;
if (data === '' || mirrors === '') {
  process.stderr.write('Two folders are needed: node scripts/compare-retrieval.ts DATA MIRRORS\n');
  process.exit(2);
}

const readList = (name: string): unknown => JSON.parse(readFileSync(join(data, name), 'utf8'));

function mirrorOf(repository: string): string | null {
  const folder = join(mirrors, repository.replace('/', '+'));
  return [join(folder, 'repo'), folder].find((path) => existsSync(join(path, 'HEAD')) || existsSync(join(path, '.git'))) ?? null;
}

interface CheckedOut {
  readonly tree: string;
  /** Files of the selection whose content the mirror lacks. */
  readonly missing: readonly string[];
}

/** The tree of a commit, without running anything that the repository asks for; null where the mirror lacks the commit. */
function checkOut(mirror: string, commit: string): CheckedOut | null {
  const tree = mkdtempSync(join(tmpdir(), 'ase-compare-'));
  const folder = existsSync(join(mirror, '.git')) ? join(mirror, '.git') : mirror;
  const options = ['-c', 'safe.directory=*', '-c', 'core.hooksPath=/dev/null', '-c', 'core.bare=false', `--git-dir=${folder}`, `--work-tree=${tree}`];
  const git = (...parts: string[]): SpawnSyncReturns<string> => spawnSync('git', [...options, ...parts], { env: { ...process.env, GIT_INDEX_FILE: `${tree}.index` }, cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28 });
  const isThere = git('read-tree', commit).status === 0;
  if (isThere) git('checkout-index', '--all', '--force');
  const paths = git('ls-files', '-z').stdout.split('\0');
  rmSync(`${tree}.index`, { force: true });
  if (isThere) return { tree, missing: paths.filter((path) => wantedBy('official').isWanted(path) && lstatSync(join(tree, path), { throwIfNoEntry: false }) === undefined) };
  rmSync(tree, { recursive: true });
  return null;
}

function compare(index: Bm25Index, query: string, { instance_id: id, hits }: Recorded): Row {
  const found = search(index, query, index.paths.length).hits;
  const ours = new Map(found.map(({ path, score }) => [path, score]));
  const differences = hits.map(({ docid, score }) => Math.abs((ours.get(docid) ?? 0) / score - 1));
  if (values.files) hits.forEach(({ docid, score }, at) => process.stdout.write(`  ${docid} recorded ${score}, ours ${ours.get(docid) ?? 'none'}, ${found[at]?.path === docid ? 'same place' : `here ${found[at]?.path ?? 'none'}`}\n`));
  return { id, compared: hits.length, close: differences.filter((each) => each <= TOLERANCE).length, worst: Math.max(0, ...differences), sameOrder: hits.every(({ docid }, at) => found[at]?.path === docid) };
}

async function compareSet({ tasks, hits }: (typeof SETS)[number]): Promise<Row[]> {
  const recorded = new Map((readList(hits) as readonly Recorded[]).map((each) => [each.instance_id, each]));
  const rows: Row[] = [];
  const chosen = (readList(tasks) as readonly Instance[]).filter(({ instance_id: id, repo }) => (values.task.length === 0 || values.task.includes(id)) && mirrorOf(repo) !== null && recorded.has(id));
  const states = Map.groupBy(chosen, ({ repo, base_commit: commit }) => `${repo} ${commit}`);
  for (const instances of states.values()) {
    const [{ repo, base_commit: commit }] = instances as [Instance, ...Instance[]];
    const state = checkOut(mirrorOf(repo) ?? '', commit);
    if (state === null) {
      process.stdout.write(`${instances.map(({ instance_id: id }) => id).join(', ')}: the mirror of ${repo} has no ${commit}\n`);
      continue;
    }
    const { tree, missing } = state;
    const index = await indexTree(tree, 'official');
    for (const { instance_id: id, vuln_file: file } of instances) {
      const own = recorded.get(id);
      const content = readTreeFile(tree, file, 1 << 28);
      if (own === undefined || own.hits.length === 0 || content === null) {
        process.stdout.write(`${id}: nothing to compare\n`);
        continue;
      }
      const row = compare(index, `Functionality Summary: ${own.function_summary}\n${decodeText(content)}`, own);
      rows.push(row);
      process.stdout.write(`${id.padEnd(48)} ${String(index.paths.length).padStart(6)} files ${String(row.close).padStart(3)} of ${row.compared} within 0.1 %  worst ${(row.worst * 100).toFixed(4)} %  ${row.sameOrder ? 'same order' : 'other order'}${missing.length === 0 ? '' : `  without ${missing.join(', ')}, which the mirror lacks`}\n`);
    }
    rmSync(tree, { recursive: true });
  }
  return rows;
}

for (const set of SETS) {
  const rows = await compareSet(set);
  const equal = rows.filter(({ close, compared }) => close === compared);
  process.stdout.write(`${set.name}: all scores within 0.1 % for ${equal.length} of ${rows.length} instances, the same order for ${rows.filter(({ sameOrder }) => sameOrder).length}\n`);
}
