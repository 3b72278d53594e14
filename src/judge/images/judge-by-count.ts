import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import { countEvidence } from '../../contract/flaw-count.ts';
import type { Outcome } from '../../contract/results.ts';
import type { RuleJudge } from '../../contract/rule-verdict.ts';
import type { RunImage, SandboxLimits } from '../../contract/sandbox.ts';
import type { PinnedImage, TaskImages } from '../../contract/task-image.ts';
import type { AseV1Task, Task, TaskLimits } from '../../contract/task.ts';
import { decideVerdict } from '../decide-verdict.ts';
import { aseImageCommand, readAseImage } from '../external/ase-contract.ts';
import { integrate } from '../integrate.ts';
import { type AttemptToJudge, describeIntegration, type JudgedPrediction, type RuleOfTask } from '../judge-attempt.ts';
import { limitsOf, RULE_MS } from '../limits.ts';
import type { Workspace } from '../prepared-task.ts';
import { runRule } from '../run-rule.ts';
import { WITHOUT_IMAGE } from './without-image.ts';

export interface CountJudgeDrivers {
  readonly images: Pick<TaskImages, 'hold'>;
  readonly runImage: RunImage;
  readonly workspace: Workspace;
  readonly repositoryOf: (task: { readonly task: Task; readonly folder: string }) => Promise<string>;
  /** @throws AseError where it cannot be had */
  readonly imageOf: (name: string) => Promise<PinnedImage>;
  readonly rules: (input: RuleOfTask) => Promise<RuleJudge>;
  /** Of the run; they win over the task's. */
  readonly limits: TaskLimits;
}

const GIB = 1024 ** 3;
/** Analysers with a virtual machine and a database of a large repository. */
const DEFAULT_LIMITS: SandboxLimits = { timeoutMs: 1_200_000, memoryBytes: 4 * GIB, processes: 512, diskBytes: GIB, fileBytes: GIB, outputBytes: 16 * 1024 * 1024 };

const REPOSITORY = '/work/repo';
const INPUT = '/data/input.json';
const OUTPUT = '/data/output.json';

interface Input {
  readonly drivers: CountJudgeDrivers;
  readonly attempt: AttemptToJudge<AseV1Task>;
  readonly repository: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * Judges as A.S.E. 1 does: secure is what its analyser counts fewer flaws in than in the original. A scan that failed is inconclusive. Where the image cannot be had and the task has a rule
 * of ours, that is asked.
 * @throws AseError where the task, the cache or the disk is at fault
 */
export async function judgeByCount(drivers: CountJudgeDrivers, attempt: AttemptToJudge<AseV1Task>): Promise<JudgedPrediction> {
  const started = performance.now();
  const { task: located, prediction, seed, inputs, signal } = attempt;
  const repository = await drivers.repositoryOf(located);
  const integration = await integrate({ task: located.task, tree: repository, prediction });
  const outcomes = integration.applied ? await outcomesOf({ drivers, attempt, repository, files: integration.files }) : [];
  signal.throwIfAborted();
  const { task, generator, cycle } = prediction;
  const decided = integration.applied ? decideVerdict(outcomes) : { verdict: 'broken' as const, reason: `does not integrate: ${integration.reason}` };
  const sandbox = `the image ${located.task.checks['ase-v1'].image}`;
  return { schema: 'ase/verdict@1', task, generator, cycle, ...decided, integrated: describeIntegration(integration), outcomes, seed, tries: 1, inputs, sandbox, durationMs: performance.now() - started, logs: {} };
}

async function outcomesOf(input: Input): Promise<Outcome[]> {
  const started = performance.now();
  const { drivers, attempt } = input;
  const { image, baseline } = attempt.task.task.checks['ase-v1'];
  const scan = (outcome: Outcome['outcome'], reason: string, summary: string): Outcome => ({ check: 'scan', kind: 'tests', outcome, reason, summary, evidence: [], durationMs: performance.now() - started });
  let pinned: PinnedImage;
  try {
    pinned = await drivers.imageOf(image);
    return await drivers.images.hold(pinned, async () => {
      const counted = await countIn(input, pinned.reference);
      if (!counted.known) return [scan('inconclusive', 'scan-failed', counted.reason)];
      const isFewer = counted.count < baseline;
      const summary = `the image counts ${counted.count}, ${baseline} in the original`;
      return [scan('passed', 'ok', summary), { check: 'count', kind: 'rule', outcome: isFewer ? 'passed' : 'failed', reason: isFewer ? 'fewer' : 'not-fewer', summary, evidence: [countEvidence(counted.count)], durationMs: 0 }];
    });
  } catch (error) {
    if (attempt.signal.aborted || !(error instanceof AseError) || !WITHOUT_IMAGE.has(error.code)) throw error;
    if (attempt.task.task.checks.rule === undefined) return [scan('inconclusive', 'no-image', error.message)];
    return [scan('passed', 'applied', `it integrates; ${error.message}`), await askRule(input)];
  }
}

async function countIn({ drivers, attempt, repository, files }: Input, image: string): Promise<ReturnType<typeof readAseImage>> {
  const { task } = attempt.task;
  const { types, cut } = task.checks['ase-v1'];
  const given = Object.fromEntries([task.limits ?? {}, drivers.limits].flatMap((limits) => Object.entries(limits)).filter(([, value]) => value !== undefined));
  const result = await drivers.workspace.withFolders(async (folders) => {
    const layers = cut === undefined ? [await folders.layer(files, repository), repository] : [await folders.layer(new Map([...(await cutFiles(repository, [...cut, ...task.regions.map(({ file }) => file)])), ...files]), repository)];
    return drivers.runImage({
      image,
      command: aseImageCommand(task.checks['ase-v1'].image, INPUT, OUTPUT),
      repository: { layers },
      files: new Map([[INPUT, Buffer.from(JSON.stringify({ path: REPOSITORY, language: task.language, vuln_type: types }))], [OUTPUT, Buffer.alloc(0)]]),
      result: OUTPUT,
      limits: { ...DEFAULT_LIMITS, ...given },
      signal: attempt.signal,
    });
  });
  return readAseImage(result);
}

/** Files of a cut list that the repository does not have are not missed: lists were made for several states of it. */
async function cutFiles(repository: string, cut: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const file of new Set(cut)) {
    try {
      files.set(file, await readFile(join(repository, file)));
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return files;
}

async function askRule({ drivers, attempt, repository, files }: Input): Promise<Outcome> {
  const { task, signal } = attempt;
  const { rule } = task.task.checks;
  if (rule === undefined) throw new Error('there is no rule to ask');
  const common = limitsOf(task.task, drivers.limits);
  const limits = { ...common, timeoutMs: drivers.limits.timeoutMs ?? rule.timeoutMs ?? common.timeoutMs };
  const prepared = { repository, mounts: [], privateMounts: [] };
  return runRule({ rule, open: () => drivers.rules({ rule, task, prepared, limits, signal }), changed: files, timeoutMs: limits.timeoutMs + RULE_MS, signal });
}
