import { AseError } from '../../contract/errors.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import { AGENT_LIMITS } from './agent-limits.ts';
import type { AgentLimits } from './agent-limits.ts';
import { agentProgram, packageOf } from './agent-programs.ts';
import type { AgentProgram } from './agent-program.ts';

export type AgentSpec =
  | { readonly kind: 'agent'; readonly name: string; readonly program: AgentProgram; readonly model: string; readonly limits: AgentLimits }
  /** A program of the user's: a file and what follows it. */
  | { readonly kind: 'command'; readonly name: string; readonly file: string; readonly args: readonly string[]; readonly limits: AgentLimits };

const AGENT_PREFIX = 'agent:';
const COMMAND_PREFIX = 'command:';
const MODEL = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/;

/** What the query of a name may set, as a number. */
const LIMIT_NAMES: Readonly<Record<string, (value: number) => Partial<AgentLimits>>> = {
  minutes: (value) => ({ timeMs: value * 60_000 }),
  turns: (value) => ({ turns: value }),
  tokens: (value) => ({ tokens: value }),
  cost: (value) => ({ costUsd: value }),
};
const HOW = `For instance agent:claude-code?model=NAME&turns=50&minutes=20&cost=1.5&tokens=500000; all but the name may be left out.`;

/**
 * Of a generator's name: `agent:NAME?model=M&turns=N…`, or `command:FILE ARGUMENTS…`. Null where it names neither.
 * @throws AseError `unknown-name`, `bad-input`
 */
export function parseAgentSpec(name: string): AgentSpec | null {
  if (name.startsWith(COMMAND_PREFIX)) return parseCommand(name);
  if (!name.startsWith(AGENT_PREFIX)) return null;
  const [bare = '', query = ''] = name.slice(AGENT_PREFIX.length).split(/\?(.*)/s);
  const program = agentProgram(bare);
  const settings = new URLSearchParams(query);
  const model = settings.get('model') ?? program.defaultModel;
  if (model === null) throw new AseError('bad-input', `the agent ${bare} needs a model`, { remedy: `Name it: agent:${bare}?model=NAME` });
  if (!MODEL.test(model)) throw new AseError('bad-input', `${JSON.stringify(model)} is no name of a model`, { remedy: HOW });
  return { kind: 'agent', name, program, model, limits: limitsFrom(settings) };
}

function limitsFrom(settings: URLSearchParams): AgentLimits {
  let limits = AGENT_LIMITS;
  for (const [key, text] of settings) {
    if (key === 'model') continue;
    const set = Object.hasOwn(LIMIT_NAMES, key) ? LIMIT_NAMES[key] : undefined;
    const value = Number(text);
    if (set === undefined) throw new AseError('bad-input', `agents have no setting ${JSON.stringify(key)}`, { remedy: HOW });
    if (text === '' || !Number.isFinite(value) || value <= 0) throw new AseError('bad-input', `${key} is ${JSON.stringify(text)}, a number above 0 is needed`, { remedy: HOW });
    limits = { ...limits, ...set(value) };
  }
  return limits;
}

function parseCommand(name: string): AgentSpec {
  const [file, ...args] = name.slice(COMMAND_PREFIX.length).trim().split(/\s+/);
  if (file === undefined || file === '') throw new AseError('bad-input', 'command: names no program', { remedy: 'For instance command:./agent.sh' });
  return { kind: 'command', name, file, args, limits: AGENT_LIMITS };
}

/** Of all that an agent's answers depend on besides the task and its prompt; `program` is the content of a command's file. */
export function specDigest(spec: AgentSpec, program: Uint8Array | null): string {
  const { limits } = spec;
  const own = spec.kind === 'agent' ? { agent: spec.program.name, model: spec.model, integrity: packageOf(spec.program).integrity } : { args: spec.args, program: program === null ? null : digestOf(program) };
  return digestOf(canonicalJson({ kind: spec.kind, ...own, limits }));
}
