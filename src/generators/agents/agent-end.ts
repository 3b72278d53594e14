import { AseError } from '../../contract/errors.ts';
import type { AnswerEnding, GatewayReport, GatewayStop } from '../../contract/gateway.ts';
import type { GenerationEnd } from '../../contract/generation.ts';
import type { SandboxEnd } from '../../contract/sandbox.ts';
import { complaintText } from './agent-program.ts';

export interface EndInput {
  readonly name: string;
  readonly end: SandboxEnd;
  readonly report: GatewayReport | null;
  /** What the agent says went wrong. */
  readonly complaint: string | null;
  readonly stderr: string;
  /** Whether no file that the task allows was changed. */
  readonly isEmpty: boolean;
  readonly isCancelled: boolean;
}

export interface AgentEnd {
  readonly end: GenerationEnd;
  readonly reason: string;
}

const LIMITS = { time: 'its time was over', memory: 'it needed more memory than it has', output: 'it printed more than it may', disk: 'it wrote more to disk than it may' } as const;
/** What may be otherwise a while later. */
const PASSING = new Set([402, 408, 409, 429]);

/**
 * How an attempt of an agent ended. What is no fault of the agent's is thrown, so that the attempt stays open.
 * @throws AseError `cancelled`; `permission`, `unknown-name` (the provider refuses key or model); `budget` (of the run); `damaged` (a cassette does not fit); `unavailable` (provider or sandbox)
 */
export function endOf({ name, end, report, complaint, stderr, isEmpty, isCancelled }: EndInput): AgentEnd {
  if (isCancelled) throw new AseError('cancelled', `stopped while ${name} was at work`);
  const stopped = endOfStop(name, report?.stop ?? null);
  if (stopped !== null) return stopped;
  if (end.kind === 'limit') return { end: 'limit', reason: LIMITS[end.limit] };
  if (end.kind === 'lost') throw new AseError('unavailable', `the sandbox of ${name} was lost: ${end.reason}`);
  const failed = failureOf(end, complaint, stderr);
  if (failed === null) return isEmpty ? endOfNothing(report?.lastEnding ?? null) : { end: 'answered', reason: 'it ended by itself' };
  const failure = report?.lastFailure ?? null;
  if (failure !== null && isPassing(failure.status)) throw new AseError('unavailable', `the provider does not answer ${name}: ${failure.message}`, { remedy: 'Run the same command again later: what was finished is kept.' });
  return { end: 'crashed', reason: failure === null ? failed : `${failed} (the provider said: ${failure.message})` };
}

const NOTHING_DONE = 'it changed nothing that the task allows';

/** Why nothing was changed: an agent ends as usual where its model's last answer was none. */
function endOfNothing(ending: AnswerEnding | null): AgentEnd {
  switch (ending) {
    case 'refused':
      return { end: 'refused', reason: `${NOTHING_DONE}: the model declined` };
    case 'filtered':
      return { end: 'filtered', reason: `${NOTHING_DONE}: the provider withheld the last answer` };
    case 'cut-off':
      return { end: 'cut-off', reason: `${NOTHING_DONE}: the last answer reached the limit of output tokens` };
    default:
      return { end: 'empty', reason: `it ended, and ${NOTHING_DONE.slice('it '.length)}` };
  }
}

/** Null where the gateway let it go on. */
function endOfStop(name: string, stop: GatewayStop | null): AgentEnd | null {
  if (stop?.kind === 'fault' && stop.code === 'budget') throw new AseError('budget', stop.reason, { remedy: 'Run the same command with a higher budget to go on: what was finished is kept.' });
  if (stop?.kind === 'fault') throw new AseError(stop.code, `the provider refuses ${name}: ${stop.reason}`, { remedy: stop.code === 'permission' ? 'Check the key, and what it may be used for.' : 'Check the name of the model.' });
  if (stop?.kind === 'mismatch') throw new AseError('damaged', `the recorded exchanges do not fit what ${name} asks: ${stop.reason}`, { remedy: 'Replay with the agent version, the task and the prompt of the recording.' });
  return stop === null ? null : { end: 'limit', reason: stop.reason };
}

/** What went wrong, in the agent's own words where it has some; null where nothing did. */
function failureOf(end: Extract<SandboxEnd, { kind: 'exited' | 'signalled' }>, complaint: string | null, stderr: string): string | null {
  if (end.kind === 'signalled') return `it was ended by ${end.signal}`;
  if (complaint !== null) return complaint;
  return end.code === 0 ? null : `it ended with ${end.code}${lastLine(stderr)}`;
}

function isPassing(status: number | null): boolean {
  return status === null || status >= 500 || PASSING.has(status);
}

function lastLine(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${complaintText(line)}`;
}
