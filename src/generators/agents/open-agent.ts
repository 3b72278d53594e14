import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { GatewayBudget } from '../../contract/gateway.ts';
import { type AttemptToGenerate, type Generated, type OpenGenerator, UnansweredError } from '../../contract/generation.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { packageOf } from './agent-programs.ts';
import { AGENT_FOLDER } from './agent-program.ts';
import type { AgentLaunch } from './agent-program.ts';
import type { AgentFolders, AgentPrompt, AgentServices } from './agent-services.ts';
import { specDigest } from './agent-spec.ts';
import type { AgentSpec } from './agent-spec.ts';
import { layOutWorkspace } from './agent-workspace.ts';
import { answerOf } from './change-answer.ts';
import { describeGeneration, NO_USAGE } from './describe-generation.ts';
import { readChanges } from './repository-changes.ts';
import { runAgent } from './run-agent.ts';
import type { AgentRunResult } from './run-agent.ts';
import { trajectoryOf } from './trajectory.ts';
import type { Trajectory } from './trajectory.ts';

const COMMAND_FOLDER = '/env/command';
const PROMPT_FILE = 'prompt.md';
const STDERR_BYTES = 1024 * 1024;

/**
 * An agent or a command, ready to be asked. Its program is fetched with the first attempt.
 * @throws AseError `not-found` for a command's file
 */
export async function openAgent(spec: AgentSpec, services: AgentServices): Promise<OpenGenerator> {
  const file = spec.kind === 'command' ? await withDiskErrors(spec.file, () => readFile(spec.file)) : null;
  return {
    name: spec.name,
    digest: digestOf(canonicalJson([specDigest(spec, file), services.promptDigest])),
    isLocal: true,
    generate: (attempt) => services.withFolders((folders) => generate({ spec, file, services, folders, attempt })),
  };
}

interface Generating {
  readonly spec: AgentSpec;
  /** A command's file. */
  readonly file: Buffer | null;
  readonly services: AgentServices;
  readonly folders: AgentFolders;
  readonly attempt: AttemptToGenerate;
}

/** 1 program and workspace, 2 run, 3 the difference it left, 4 how it ended, 5 audit. */
async function generate(generating: Generating): Promise<Generated> {
  const { spec, services, folders, attempt } = generating;
  const started = performance.now();
  const prompt = await services.buildPrompt(attempt);
  const { task } = attempt;
  const { repository, mounts } = await services.prepare(attempt);
  const program = spec.kind === 'agent' ? await services.install(packageOf(spec.program)) : null;
  const workspace = await layOutWorkspace({ task, repository, mounts, program, folders, sandbox: services.sandbox.name });
  const ran = await runAgent({
    sandbox: services.sandbox,
    folders,
    workspace,
    attempt,
    limits: spec.limits,
    launch: launchOf(spec, prompt.prompt),
    program: program === null ? { source: await commandFolder(generating, prompt.prompt), target: COMMAND_FOLDER } : { source: program, target: AGENT_FOLDER },
    openGateway: spec.kind === 'agent' ? (onStop) => services.openGateway({ attempt, provider: spec.program.provider, model: spec.model, budget: budgetOf(spec), onStop }) : null,
  });
  const changes = readChanges(ran.upper);
  const answer = await answerOf({ changes, allowed: workspace.allowed, before: workspace.before });
  const trajectory = trajectoryOf(ran.result.stdout);
  const files = filesOf(prompt, trajectory, ran);
  try {
    const generation = describeGeneration({ spec, attempt, sandbox: services.sandbox.name, ran, answer, trajectory, prompt, warnings: workspace.warnings, durationMs: performance.now() - started });
    const { task: id, generator, cycle } = generation;
    return { prediction: { task: id, generator, cycle, ...answer.change }, generation, files };
  } catch (error) {
    throw error instanceof AseError ? new UnansweredError(error, { usage: ran.report?.usage ?? NO_USAGE, files }) : error;
  }
}

function launchOf(spec: AgentSpec, prompt: string): AgentLaunch {
  if (spec.kind === 'agent') return spec.program.launch({ model: spec.model, prompt });
  return { command: [`${COMMAND_FOLDER}/${basename(spec.file)}`, ...spec.args], stdin: prompt, env: { ASE_PROMPT: `${COMMAND_FOLDER}/${PROMPT_FILE}` }, files: {} };
}

/** The command's file, executable where it is outside, and its prompt. */
async function commandFolder({ spec, file, folders }: Generating, prompt: string): Promise<string> {
  if (spec.kind !== 'command' || file === null) throw new Error('only a command has a file');
  return folders.layer(new Map([[basename(spec.file), file], [PROMPT_FILE, Buffer.from(prompt)]]), join(spec.file, '..'));
}

function budgetOf({ limits: { turns, tokens, costUsd } }: AgentSpec): GatewayBudget {
  return { requests: turns, ...(tokens === undefined ? {} : { tokens }), ...(costUsd === undefined ? {} : { costUsd }) };
}

function filesOf({ prompt }: AgentPrompt, { text }: Trajectory, { result, report }: AgentRunResult): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([['prompt.md', prompt], ['trajectory.jsonl', text]]);
  if (report !== null) files.set('exchanges.jsonl', report.exchanges);
  if (result.stderr.length > 0) files.set('stderr.log', result.stderr.subarray(0, STDERR_BYTES));
  return files;
}
