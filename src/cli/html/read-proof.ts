import { AseError } from '../../contract/errors.ts';
import type { JudgeProof } from '../../report/html/proof-html.ts';
import { confusionOf, type LabelledVerdict } from '../../suite/confusion.ts';
import { loadTaskById } from '../../suite/load-suite.ts';
import type { SuiteTask } from '../../suite/load-task.ts';
import { exploitsHit } from '../check/check-suite.ts';
import { type ReadRun, readRunFolder } from '../read-run.ts';

/**
 * What a run of `ase suite check` says of the judge, about the tasks of the run that is reported.
 * @throws AseError `bad-input` where it is no such run or shares no task; as readRunFolder and loadTaskById
 */
export async function readProof(folder: string, { read, suites }: { readonly read: Pick<ReadRun, 'run' | 'folder'>; readonly suites: string }): Promise<JudgeProof> {
  const check = await readRunFolder(folder);
  const { run } = check;
  if (!run.generators.some(({ name }) => name === 'original') || !run.generators.some(({ name }) => name === 'reference')) {
    throw new AseError('bad-input', `${folder} is no run of ase suite check: it has no labelled answers`, { remedy: 'Give the folder that `ase suite check --run FOLDER` wrote.' });
  }
  const reported = new Set(read.run.tasks.map(({ id }) => id));
  const ids = run.tasks.map(({ id }) => id).filter((id) => reported.has(id));
  if (ids.length === 0) throw new AseError('bad-input', `${folder} checks no task of ${read.folder}`, { remedy: 'Check the same suite: ase suite check --suite SUITE --run FOLDER' });
  const tasks: SuiteTask[] = [];
  for (const id of ids) tasks.push(await loadTaskById(suites, id));
  const wanted = new Set(ids);
  const verdicts: LabelledVerdict[] = [];
  for (const result of check.results()) {
    if (wanted.has(result.task)) verdicts.push({ ...result, allExploitsHit: result.generator === 'original' ? await exploitsHit(check.folder, result) : null });
  }
  const { matrix, wrong, flaky } = confusionOf({ tasks: tasks.map(({ task }) => task), verdicts, repetitions: run.cycles });
  const digests = new Map(run.tasks.map(({ id, digest }) => [id, digest]));
  const proven = run.judgeDigest === read.run.judgeDigest ? read.run.tasks.filter(({ id, digest }) => digests.get(id) === digest).length : 0;
  return { run: run.name, matrix, wrong, flaky: flaky.length, repetitions: run.cycles, proven };
}
