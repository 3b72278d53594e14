import { arch } from 'node:process';
import { AseError } from '../../contract/errors.ts';
import { nearestNames } from '../../util/nearest.ts';
import type { AgentPackage, AgentProgram } from './agent-program.ts';
import { claudeCode } from './programs/claude-code.ts';
import { codex } from './programs/codex.ts';
import { geminiCli } from './programs/gemini-cli.ts';
import { opencode } from './programs/opencode.ts';
import { qwenCode } from './programs/qwen-code.ts';

export const AGENT_PROGRAMS: readonly AgentProgram[] = [claudeCode, codex, geminiCli, opencode, qwenCode];

/** @throws AseError `unknown-name` */
export function agentProgram(name: string): AgentProgram {
  const found = AGENT_PROGRAMS.find((program) => program.name === name);
  if (found !== undefined) return found;
  const names = AGENT_PROGRAMS.map((program) => program.name);
  const [near] = nearestNames(name, names);
  throw new AseError('unknown-name', `there is no agent ${JSON.stringify(name)}`, { remedy: near === undefined ? `Agents: ${names.map((each) => `agent:${each}`).join(', ')}.` : `Did you mean agent:${near}?` });
}

/** What has to be fetched for this machine. @throws AseError `unavailable` */
export function packageOf(program: AgentProgram): AgentPackage {
  const found = program.packages[arch];
  if (found !== undefined) return found;
  throw new AseError('unavailable', `the agent ${program.name} ${program.version} has no package for linux-${arch}`, { remedy: `Run it on a machine with ${Object.keys(program.packages).join(' or ')}.` });
}
