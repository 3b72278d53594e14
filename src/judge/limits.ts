import type { SandboxLimits } from '../contract/sandbox.ts';
import type { Task, TaskLimits } from '../contract/task.ts';

const MIB = 1024 * 1024;

/** Of one check, where neither task nor run say otherwise. About three times what the quickstart suite needs. */
const DEFAULT_LIMITS: SandboxLimits = {
  timeoutMs: 60_000,
  memoryBytes: 1024 * MIB,
  processes: 128,
  diskBytes: 64 * MIB,
  fileBytes: 32 * MIB,
  outputBytes: 16 * MIB,
};

/** What the judge itself may take besides its checks: to start, and to end what candidates left. */
const JUDGE_MS = 30_000;

/** What the judge of a rule may take besides the analysis. */
export const RULE_MS = 15_000;

/** The run's limits win over the task's. */
export function limitsOf(task: Task, run: TaskLimits): SandboxLimits {
  const given = [task.limits ?? {}, run].map((limits) => Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)));
  return Object.assign({ ...DEFAULT_LIMITS }, ...given) as SandboxLimits;
}

/** Of what is built once for all candidates, and is not theirs: a whole repository with all it needs, on a machine that may be busy. */
export function originalLimits(limits: SandboxLimits): SandboxLimits {
  return { ...limits, timeoutMs: 15 * limits.timeoutMs, diskBytes: 16 * limits.diskBytes };
}

/** Of the sandbox that runs checks of such times one after the other. */
export function judgeLimits({ timeoutMs: _, ...limits }: SandboxLimits, checkTimesMs: readonly number[]): SandboxLimits {
  return { ...limits, timeoutMs: JUDGE_MS + checkTimesMs.reduce((sum, time) => sum + time, 0) };
}
