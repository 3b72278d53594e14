import type { SandboxLimits } from '../../contract/sandbox.ts';

/** Of one attempt of an agent. What is reached ends the attempt; what is in the repository then is its answer. */
export interface AgentLimits {
  /** Wall time. */
  readonly timeMs: number;
  /** Requests to the model. */
  readonly turns: number;
  /** Input and output together. */
  readonly tokens?: number;
  readonly costUsd?: number;
  readonly memoryBytes: number;
  /** Of the changes, and of each scratch folder. */
  readonly diskBytes: number;
}

const MIB = 1024 * 1024;

export const AGENT_LIMITS: AgentLimits = { timeMs: 30 * 60_000, turns: 100, memoryBytes: 4096 * MIB, diskBytes: 512 * MIB };

/** Agents are large programs with many threads, and tell every step. */
export function sandboxLimits({ timeMs, memoryBytes, diskBytes }: AgentLimits): SandboxLimits {
  return { timeoutMs: timeMs, memoryBytes, processes: 512, diskBytes, fileBytes: Math.min(diskBytes, 256 * MIB), outputBytes: 64 * MIB };
}
