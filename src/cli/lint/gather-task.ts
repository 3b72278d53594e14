import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cweWithName } from '../../context/cwe-names.ts';
import { decodeText } from '../../context/decode-text.ts';
import { leakGuard } from '../../context/leak-guard.ts';
import { listFiles } from '../../context/list-files.ts';
import { readTreeFile } from '../../context/read-tree-file.ts';
import { readRegionFiles } from '../../context/region-files.ts';
import type { TaskTrees } from '../../contract/generation.ts';
import type { Task } from '../../contract/task.ts';
import { filesBelow } from '../../suite/files-below.ts';
import type { TaskFile } from '../../suite/lint/finding.ts';
import { namesIn, namesOfFix } from '../../suite/lint/hints.ts';
import type { LintInput } from '../../suite/lint/lint-task.ts';
import type { SuiteTask } from '../../suite/load-task.ts';
import { withDiskErrors } from '../../util/disk-error.ts';

/** Bytes; larger files of a repository are data. */
const MAX_FILE = 16 * 1024 * 1024;
const PROGRAM = /\.(?:mjs|js|py|php|rb|pl|c|h|cc|cpp|go|java)$/;

/** Reads all that a task's lint looks at. @throws AseError as the sources do, `integrity` where a region is not what the task says */
export async function gatherTask(loaded: SuiteTask, trees: TaskTrees): Promise<LintInput> {
  const { task, folder } = loaded;
  const original = await trees.original();
  const repaired = task.fixed === undefined ? [] : textsOf(await trees.fixed(), task.fixed.files);
  const fixNames = namesOfFix(namesIn(textsOf(original, task.fixed?.files ?? [])), repaired);
  const read = async (path: string): Promise<TaskFile> => ({ path, text: await withDiskErrors(path, () => readFile(join(folder, path), 'utf8')) });
  const programs = task.schema === 'ase/task@1' ? (await filesBelow(join(folder, 'checks'))).filter((path) => PROGRAM.test(path)) : [];
  const { copies, known } = await lookAround(task, original, fixNames);
  return {
    loaded,
    weaknesses: task.cwe.map(cweWithName),
    checks: await Promise.all(programs.map((path) => read(`checks/${path}`))),
    answers: await Promise.all(task.candidates.map(async ({ id, replacement, patch }) => ({ id, text: (await Promise.all([replacement ?? [], patch ?? []].flat().map(read))).map(({ text }) => text).join('\n') }))),
    fixNames,
    ownNames: fixNames.difference(known),
    copies,
  };
}

function textsOf(tree: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const content = readTreeFile(tree, file, MAX_FILE);
    return content === null ? [] : [decodeText(content)];
  });
}

interface Surroundings {
  /** Where the masked repository still has text of the regions. */
  readonly copies: LintInput['copies'];
  /** Those of the names that it has anywhere. */
  readonly known: ReadonlySet<string>;
}

async function lookAround(task: Task, tree: string, names: ReadonlySet<string>): Promise<Surroundings> {
  const masked = new Map(readRegionFiles(task, tree).map((file) => [file.path, file]));
  const guard = leakGuard([...masked.values()].flatMap(({ blocks }) => blocks));
  const copies: { file: string; line: number | null }[] = [];
  const known = new Set<string>();
  for (const file of await listFiles(tree, { isWanted: () => true, isEntered: () => true })) {
    const own = masked.get(file)?.masked;
    const text = own ?? textsOf(tree, [file])[0] ?? '';
    // Bytes that are no text hold nothing for a reader.
    if (text.includes('\0')) continue;
    const { cut } = guard(text);
    // Lines of a masked file are nobody's.
    if (own === undefined) copies.push(...cut.map(([line]) => ({ file, line })));
    else if (cut.length > 0) copies.push({ file, line: null });
    for (const name of namesIn([text]).intersection(names)) known.add(name);
  }
  return { copies, known };
}
