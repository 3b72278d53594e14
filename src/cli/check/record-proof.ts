import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '../../context/list-files.ts';
import { type SandboxProof, sandboxNameSchema, type TaskProof } from '../../contract/proof.ts';
import { isProgramTask } from '../../contract/task.ts';
import { readTaskProof, writeTaskProof } from '../../suite/task-proof.ts';
import type { SuiteTask } from '../../suite/load-task.ts';
import { readRunFolder } from '../read-run.ts';
import type { Sources } from '../sources.ts';
import type { SuiteChecked } from './check-suite.ts';
import { proofKit } from './proof-kit.ts';

/** Writes beside each task what its check found, in this sandbox; what was found in the other one stays. @throws AseError `disk`, `permission`, `damaged` */
export async function recordProofs({ ran, confusion }: SuiteChecked, { sources, repetitions, generalCheats }: { readonly sources: Sources; readonly repetitions: number; readonly generalCheats: boolean }): Promise<void> {
  const { run, results } = await readRunFolder(ran.folder);
  const sandbox = sandboxNameSchema.parse(run.sandbox.split(' ', 1)[0]);
  const byTask = Map.groupBy(results(), ({ task }) => task);
  for (const loaded of ran.suite.tasks.filter(isProgramTask)) {
    const verdicts = byTask.get(loaded.task.id) ?? [];
    if (verdicts.length === 0) continue;
    const own = ({ task }: { readonly task: string }): boolean => task === loaded.task.id;
    const times = verdicts.filter(({ generator }) => generator === 'reference').map(({ durationMs }) => durationMs).sort((a, b) => a - b);
    const found: SandboxProof = {
      date: new Date().toISOString().slice(0, 10),
      digest: loaded.digest,
      kit: await proofKit(loaded.task.language, { generalCheats }),
      answers: new Set(verdicts.map(({ generator }) => generator)).size,
      repetitions,
      verdicts: verdicts.length,
      wrong: confusion.wrong.filter(own).length,
      flaky: confusion.flaky.filter(own).length,
      referenceMs: Math.round(times[times.length >> 1] ?? 0),
    };
    const before = await readTaskProof(loaded.folder);
    const proof: TaskProof = { schema: 'ase/proof@1', repository: await sizeOf(loaded, sources), sandboxes: { ...before?.sandboxes, [sandbox]: found } };
    await writeTaskProof(loaded.folder, proof);
  }
}

/** Of the repository as a candidate meets it. */
async function sizeOf(task: SuiteTask, sources: Sources): Promise<TaskProof['repository']> {
  const tree = await sources.treesOf(task).original();
  const files = await listFiles(tree, { isWanted: () => true, isEntered: () => true });
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(tree, file))).size));
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
