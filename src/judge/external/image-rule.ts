import type { RuleJudge, RuleVerdict } from '../../contract/rule-verdict.ts';
import type { RunImage, SandboxLimits } from '../../contract/sandbox.ts';
import type { ImageRule } from '../../contract/task.ts';
import type { RuleOfTask } from '../judge-attempt.ts';
import type { Workspace } from '../prepared-task.ts';
import { type AseCount, aseInputOf, readAseImage } from './ase-contract.ts';
import { referenceChange } from './controls.ts';

export interface ImageRuleInput extends Omit<RuleOfTask, 'rule'> {
  readonly rule: ImageRule;
  readonly runImage: RunImage;
  readonly workspace: Workspace;
  /** The folder of the fixed repository. */
  readonly fixed: string;
}

const REPOSITORY = '/work/repo';
const INPUT = '/data/input.json';
const OUTPUT = '/data/output.json';
/** Analysers with a virtual machine and a database need more than what is judged: at least this. */
const LEAST: Pick<SandboxLimits, 'memoryBytes' | 'processes' | 'fileBytes'> = { memoryBytes: 4 * 1024 ** 3, processes: 512, fileBytes: 1024 ** 3 };

/**
 * An image that speaks A.S.E.'s contract as the judge of a task's rule. It only counts: the original has the flaw as often as the baseline says, the reference less often. A candidate with
 * as many as the original has it still, one with no more than the reference has it not, and in between nobody knows.
 * @throws AseError `unavailable` where a container was lost, `not-found` where the image is not here, `no-sandbox` without an engine
 */
export async function openImageRule(input: ImageRuleInput): Promise<RuleJudge> {
  const { rule, task, signal } = input;
  const baseline = await countIn(input, new Map(), signal);
  if (!baseline.known) return async () => verdictOf(rule, 'unknown', `on the original: ${baseline.reason}`);
  const repaired = await countIn(input, referenceChange(task.task, input.fixed), signal);
  if (!repaired.known) return async () => verdictOf(rule, 'unknown', `on the reference: ${repaired.reason}`);
  if (repaired.count >= baseline.count) return async () => verdictOf(rule, 'unknown', `the image counts ${baseline.count} on the original and ${repaired.count} on the reference: it does not find the flaw`);
  return async ({ changed, signal: within }) => {
    const found = await countIn(input, changed, within);
    if (!found.known) return verdictOf(rule, 'unknown', found.reason);
    const counts = `the image counts ${found.count}, ${baseline.count} on the original, ${repaired.count} on the reference`;
    return verdictOf(rule, found.count >= baseline.count ? 'flaw' : found.count <= repaired.count ? 'no-flaw' : 'unknown', counts);
  };
}

function verdictOf({ id }: ImageRule, decision: RuleVerdict['decision'], reason: string): RuleVerdict {
  return { rule: id, decision, reason, findings: [] };
}

async function countIn({ rule, task, prepared, runImage, workspace, limits }: ImageRuleInput, changed: ReadonlyMap<string, Buffer>, signal: AbortSignal): Promise<AseCount> {
  const { image, command } = rule;
  const result = await workspace.withFolders(async (folders) =>
    runImage({
      image,
      ...(command === undefined ? {} : { entrypoint: command }),
      command: [INPUT, OUTPUT],
      repository: { layers: [...(changed.size === 0 ? [] : [await folders.layer(changed, prepared.repository)]), prepared.repository] },
      files: new Map([[INPUT, Buffer.from(JSON.stringify(aseInputOf(task.task, REPOSITORY)))], [OUTPUT, Buffer.alloc(0)]]),
      result: OUTPUT,
      limits: { ...limits, memoryBytes: Math.max(limits.memoryBytes, LEAST.memoryBytes), processes: Math.max(limits.processes, LEAST.processes), fileBytes: Math.max(limits.fileBytes, LEAST.fileBytes) },
      signal,
    }),
  );
  return readAseImage(result);
}
