import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from '../context/decode-text.ts';
import { maskFile } from '../context/mask.ts';
import type { Task } from '../contract/task.ts';
import type { TaskTrees } from '../contract/generation.ts';
import type { RuleJudge } from '../contract/rule-verdict.ts';
import type { RunImage, SandboxDriver } from '../contract/sandbox.ts';
import { referenceChange } from '../judge/external/controls.ts';
import { openImageRule } from '../judge/external/image-rule.ts';
import { openProgramRule } from '../judge/external/program-rule.ts';
import type { JudgeDrivers, RuleOfTask } from '../judge/judge-attempt.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { MODELS_FOLDER } from './package-facts.ts';
import { loadRules } from './rules/load-rules.ts';
import { openRegionThread } from './rules/region-thread.ts';

export interface RuleJudgesInput {
  readonly sandbox: SandboxDriver;
  readonly runImage: RunImage;
  readonly workspace: JudgeDrivers['workspace'];
  treesOf(task: Pick<SuiteTask, 'task' | 'folder'>): TaskTrees;
}

/** The judge of each kind of rule. @throws AseError as openProgramRule, openImageRule and the sources of the task do */
export async function openRuleJudge({ sandbox, runImage, workspace, treesOf }: RuleJudgesInput, input: RuleOfTask): Promise<RuleJudge> {
  const { rule, task } = input;
  if ('program' in rule) return openProgramRule({ ...input, rule, sandbox, workspace, fixed: await treesOf(task).fixed() });
  if ('image' in rule) return openImageRule({ ...input, rule, runImage, workspace, fixed: await treesOf(task).fixed() });
  const ruleFile = join(task.folder, rule.rules);
  // A rule that cannot be used is for the task's author to mend; in the thread it would be one that says nothing.
  await loadRules([ruleFile]);
  const repaired = task.task.fixed === undefined ? await withoutRegions(task.task, input.prepared.repository) : referenceChange(task.task, await treesOf(task).fixed());
  const reference = new Map([...repaired].map(([path, content]) => [path, decodeText(content)]));
  return openRegionThread(rule.id, { repository: input.prepared.repository, ruleFile, models: MODELS_FOLDER, reference });
}

/** Stands for a repair that nobody names: what a rule finds with the region taken out is none of the region's. */
async function withoutRegions(task: Task, repository: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const file of new Set(task.regions.map((region) => region.file))) files.set(file, maskFile(await readFile(join(repository, file)), { task, file, style: 'comment' }));
  return files;
}
