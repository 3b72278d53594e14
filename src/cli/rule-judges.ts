import type { TaskTrees } from '../contract/generation.ts';
import type { RuleJudge } from '../contract/rule-verdict.ts';
import type { SandboxDriver } from '../contract/sandbox.ts';
import { openProgramRule } from '../judge/external/program-rule.ts';
import type { JudgeDrivers, RuleOfTask } from '../judge/judge-attempt.ts';
import type { SuiteTask } from '../suite/load-task.ts';

export interface RuleJudgesInput {
  readonly sandbox: SandboxDriver;
  readonly workspace: JudgeDrivers['workspace'];
  treesOf(task: Pick<SuiteTask, 'task' | 'folder'>): TaskTrees;
}

/** The judge of each kind of rule. */
export function openRuleJudge({ sandbox, workspace, treesOf }: RuleJudgesInput, input: RuleOfTask): Promise<RuleJudge> {
  const { rule, task } = input;
  if ('program' in rule) return treesOf(task).fixed().then((fixed) => openProgramRule({ ...input, rule, sandbox, workspace, fixed }));
  return Promise.resolve(async () => ({ rule: rule.id, decision: 'unknown', reason: 'this version cannot judge by such a rule', findings: [] }));
}
