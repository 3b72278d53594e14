import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { GatewayBudget, GatewayReport } from '../../contract/gateway.ts';
import type { AttemptToGenerate, Generated, Generation, OpenGenerator, Usage } from '../../contract/generation.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { endOf } from './agent-end.ts';
import { packageOf } from './agent-programs.ts';
import { AGENT_FOLDER } from './agent-program.ts';
import type { AgentLaunch } from './agent-program.ts';
import type { AgentFolders, AgentPrompt, AgentServices } from './agent-services.ts';
import { specDigest } from './agent-spec.ts';
import type { AgentSpec } from './agent-spec.ts';
import { layOutWorkspace } from './agent-workspace.ts';
import { auditMarks } from './audit.ts';
import { answerOf } from './change-answer.ts';
import type { Answer } from './change-answer.ts';
import { readChanges } from './repository-changes.ts';
import { runAgent } from './run-agent.ts';
import type { AgentRunResult } from './run-agent.ts';
import { toolCallsIn } from './tool-calls.ts';
import { trajectoryOf } from './trajectory.ts';
import type { Trajectory } from './trajectory.ts';

const COMMAND_FOLDER = '/env/command';
const PROMPT_FILE = 'prompt.md';
const STDERR_BYTES = 1024 * 1024;
const NO_USAGE: Usage = { requests: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0, costUsd: 0 };

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
  const generation = describe(generating, { ran, answer, trajectory, prompt, warnings: workspace.warnings, durationMs: performance.now() - started });
  const { task: id, generator, cycle } = generation;
  return { prediction: { task: id, generator, cycle, ...answer.change }, generation, files: filesOf(prompt, trajectory, ran) };
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

interface Outcome {
  readonly ran: AgentRunResult;
  readonly answer: Answer;
  readonly trajectory: Trajectory;
  readonly prompt: AgentPrompt;
  readonly warnings: readonly string[];
  readonly durationMs: number;
}

/** @throws AseError as endOf does */
function describe({ spec, attempt, services }: Generating, outcome: Outcome): Generation {
  const { ran, answer, trajectory, prompt, durationMs } = outcome;
  const { result, report } = ran;
  const lastEvent = trajectory.events.at(-1) ?? {};
  const ended = endOf({
    name: spec.name,
    end: result.end,
    report,
    complaint: spec.kind === 'agent' ? spec.program.complaint(lastEvent) : null,
    stderr: result.stderr.toString('utf8'),
    isEmpty: answer.isEmpty,
    isCancelled: attempt.signal.aborted,
  });
  const calls = toolCallsIn([...trajectory.events, ...requestsIn(report)]);
  return {
    schema: 'ase/generation@1',
    task: attempt.task.id,
    generator: attempt.generator,
    cycle: attempt.cycle,
    kind: spec.kind,
    requestedModel: spec.kind === 'agent' ? spec.model : null,
    servedModels: [...(report?.servedModels ?? [])],
    program: programOf(spec),
    settings: { limits: spec.limits, sandbox: services.sandbox.name },
    ...ended,
    usage: report?.usage ?? NO_USAGE,
    warnings: [...outcome.warnings, ...warningsOf(report)],
    marks: auditMarks({ calls, refusals: report?.refusals ?? [] }),
    droppedChanges: [...answer.dropped],
    droppedContext: [...prompt.dropped],
    durationMs,
  };
}

function programOf(spec: AgentSpec): Generation['program'] {
  if (spec.kind === 'command') return { name: basename(spec.file), version: '', integrity: null };
  const { name, version, integrity } = packageOf(spec.program);
  return { name, version, integrity };
}

/** Bodies of requests hold the whole conversation: the last one of each is enough, and all of them do no harm. */
function requestsIn(report: GatewayReport | null): unknown[] {
  return (report?.exchanges ?? '').split('\n').flatMap((line) => bodyIn(line) ?? []);
}

function bodyIn(line: string): unknown[] | null {
  try {
    const { request } = JSON.parse(line) as { request?: { body?: string } };
    return [JSON.parse(request?.body ?? '')];
  } catch {
    return null;
  }
}

function warningsOf(report: GatewayReport | null): string[] {
  if (report === null) return [];
  const { otherModels, replayable, refusals } = report;
  return [
    ...(otherModels.length === 0 ? [] : [`the agent asked for ${otherModels.slice(0, 5).join(', ')}: the model of this generator answered`]),
    ...(replayable ? [] : ['the exchanges are too long to be kept whole: this attempt cannot be replayed']),
    ...(refusals.length === 0 ? [] : [`the gateway refused ${refusals.length} requests, first ${refusals[0]?.method} ${refusals[0]?.path}: ${refusals[0]?.reason}`]),
  ];
}

function filesOf({ prompt }: AgentPrompt, { text }: Trajectory, { result, report }: AgentRunResult): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([['prompt.md', prompt], ['trajectory.jsonl', text]]);
  if (report !== null) files.set('exchanges.jsonl', report.exchanges);
  if (result.stderr.length > 0) files.set('stderr.log', result.stderr.subarray(0, STDERR_BYTES));
  return files;
}
