import { basename } from 'node:path';
import type { GatewayReport } from '../../contract/gateway.ts';
import type { AttemptToGenerate, Generation, Usage } from '../../contract/generation.ts';
import type { SandboxDriver } from '../../contract/sandbox.ts';
import { endOf } from './agent-end.ts';
import { packageOf } from './agent-programs.ts';
import type { AgentPrompt } from './agent-services.ts';
import type { AgentSpec } from './agent-spec.ts';
import { auditMarks } from './audit.ts';
import type { Answer } from './change-answer.ts';
import type { AgentRunResult } from './run-agent.ts';
import { toolCallsIn } from './tool-calls.ts';
import type { Trajectory } from './trajectory.ts';

export const NO_USAGE: Usage = { requests: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0, costUsd: 0 };

/** All that is known of an attempt when it is over. */
export interface AgentOutcome {
  readonly spec: AgentSpec;
  readonly attempt: AttemptToGenerate;
  readonly sandbox: SandboxDriver['name'];
  readonly ran: AgentRunResult;
  readonly answer: Answer;
  readonly trajectory: Trajectory;
  readonly prompt: AgentPrompt;
  readonly warnings: readonly string[];
  readonly durationMs: number;
}

/** What is kept of how an answer came about. @throws AseError as endOf does */
export function describeGeneration(outcome: AgentOutcome): Generation {
  const { spec, attempt, sandbox, ran, answer, trajectory, prompt, durationMs } = outcome;
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
    settings: { limits: spec.limits, sandbox },
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

/** Bodies of requests hold the whole conversation. */
function requestsIn(report: GatewayReport | null): unknown[] {
  const lines = (report?.exchanges ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { request } = JSON.parse(line) as { readonly request?: { readonly body: string } };
    return request === undefined ? null : parse(request.body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function warningsOf(report: GatewayReport | null): string[] {
  if (report === null) return [];
  const { otherModels, replayable, refusals } = report;
  const [first] = refusals;
  return [
    ...(otherModels.length === 0 ? [] : [`the agent asked for ${otherModels.slice(0, 5).join(', ')}: the model of this generator answered`]),
    ...(replayable ? [] : ['the exchanges are too long to be kept whole: this attempt cannot be replayed']),
    ...(first === undefined ? [] : [`the gateway refused ${refusals.length} requests, first ${first.method} ${first.path}: ${first.reason}`]),
  ];
}
