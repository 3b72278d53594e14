import { readRegionFiles as readShownRegions } from '../../context/region-files.ts';
import { readTreeFile } from '../../context/read-tree-file.ts';
import { decodeText } from '../../context/decode-text.ts';
import { AseError } from '../../contract/errors.ts';
import type { Run } from '../../contract/run.ts';
import type { PlannedTaskFacts } from '../../contract/journal.ts';
import type { Task } from '../../contract/task.ts';
import type { MaterialFile, TaskMaterial } from '../../report/html/material.ts';
import { readRegionFiles } from '../../judge/integrate.ts';
import { namedChecks, type SuiteTask } from '../../suite/load-task.ts';
import { loadTaskById } from '../../suite/load-suite.ts';
import { LABELS, labelOf } from '../../suite/labels.ts';
import type { Sources } from '../sources.ts';
import { sourceText } from '../source-text.ts';

/** A task of a run with what this machine knows of it. */
export interface KnownTask {
  readonly material: TaskMaterial;
  /** Null where the suite's folder does not have it, or has another one. */
  readonly task: Task | null;
  /** The vulnerable repository; null where it is not in the cache. */
  readonly tree: string | null;
  /** The files that have regions, read once. @throws AseError where they are not what the task describes */
  readonly regionFiles: () => Promise<ReadonlyMap<string, Buffer>>;
}

const MAX_FILE = 1024 * 1024;

/** Never fetches and never fails for what is missing: it says so in `gaps`. */
export async function readTaskMaterial(planned: PlannedTaskFacts, { run, sources, suites }: { readonly run: Run; readonly sources: Sources; readonly suites: string }): Promise<KnownTask> {
  const loaded = await softly(() => loadTaskById(suites, planned.id));
  if ('gap' in loaded) return { material: nothingOf(planned, `The task is not in the suites of this machine, so its text and repository are not shown (${loaded.gap}).`), task: null, tree: null, regionFiles: async () => new Map() };
  const { task, description, digest } = loaded.value;
  const judged = run.tasks.find(({ id }) => id === planned.id)?.digest;
  const changed = judged === undefined || judged === digest ? [] : ['The task has changed since it was judged: what is shown of it is what this machine has now.'];
  const own = await readFiles(loaded.value, sources);
  const material: TaskMaterial = {
    id: task.id,
    title: task.title,
    description,
    repository: sourceText(task.source),
    repairedBy: task.fixed === undefined ? 'nobody says by what' : `${sourceText(task.fixed.source)} in ${task.fixed.files.join(', ')}`,
    language: task.language,
    regions: task.regions,
    files: own.files,
    checks: new Map(namedChecks(task).map(({ id, title }) => [id, title])),
    candidates: LABELS.map((label) => ({ label, count: task.candidates.filter(({ id }) => labelOf(id) === label).length })).filter(({ count }) => count > 0),
    gaps: [...changed, ...own.gaps],
  };
  let regionFiles: Promise<ReadonlyMap<string, Buffer>> | null = null;
  return { material, task, tree: own.tree, regionFiles: () => (regionFiles ??= own.tree === null ? Promise.resolve(new Map()) : readRegionFiles(task, own.tree)) };
}

function nothingOf({ id, language }: PlannedTaskFacts, gap: string): TaskMaterial {
  return { id, title: '', description: '', repository: 'not at hand', repairedBy: 'not at hand', language, regions: [], files: [], checks: new Map(), candidates: [], gaps: [gap] };
}

interface ReadFiles {
  readonly files: readonly MaterialFile[];
  readonly tree: string | null;
  readonly gaps: readonly string[];
}

async function readFiles(suiteTask: SuiteTask, sources: Sources): Promise<ReadFiles> {
  const { task } = suiteTask;
  const trees = sources.treesOf(suiteTask);
  const original = await softly(async () => {
    const tree = await trees.original();
    return { tree, regions: readShownRegions(task, tree) };
  });
  const fixed = await softly(() => trees.fixed());
  const gaps = [
    ...('gap' in original ? [`The repository is not at hand, so answers are shown without what they change (${original.gap}).`] : []),
    ...('gap' in fixed ? [`The repaired repository is not at hand, so answers are not held against it (${fixed.gap}).`] : []),
  ];
  const tree = 'gap' in original ? null : original.value.tree;
  const fixedTree = 'gap' in fixed ? null : fixed.value;
  const paths = [...new Set([...task.regions.map(({ file }) => file), ...(task.fixed?.files ?? [])])];
  return { files: paths.map((path) => ({ path, original: textIn(tree, path), reference: textIn(fixedTree, path) })), tree, gaps };
}

function textIn(tree: string | null, path: string): string | null {
  const content = tree === null ? null : readTreeFile(tree, path, MAX_FILE);
  return content === null ? null : decodeText(content);
}

/** What cannot be had is a gap of the report, told in one line. */
async function softly<Value>(action: () => Promise<Value>): Promise<{ readonly value: Value } | { readonly gap: string }> {
  try {
    return { value: await action() };
  } catch (error) {
    if (error instanceof AseError) return { gap: error.message };
    throw error;
  }
}
