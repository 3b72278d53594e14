import type { Outcome } from '../contract/results.ts';
import type { Mount, SandboxDriver, SandboxLimits, SandboxRepository, SandboxResult, SandboxSystem } from '../contract/sandbox.ts';

export interface BuildInput {
  readonly sandbox: SandboxDriver;
  readonly commands: readonly (readonly string[])[];
  readonly system?: SandboxSystem | undefined;
  readonly mounts: readonly Mount[];
  readonly repository: SandboxRepository;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}

/** Runs the build commands one after the other, as the candidate, until one fails. */
export async function runBuild({ sandbox, commands, system, mounts, repository, limits, signal }: BuildInput): Promise<{ readonly outcome: Outcome; readonly log: string }> {
  const started = performance.now();
  const logs: string[] = [];
  const outcomeOf = (outcome: Outcome['outcome'], reason: string, summary: string): { outcome: Outcome; log: string } => ({
    outcome: { check: 'build', kind: 'build', outcome, reason, summary, evidence: logs.slice(-1), durationMs: performance.now() - started },
    log: logs.join('\n'),
  });
  for (const command of commands) {
    const env = { PATH: '/env/node/bin:/usr/local/bin:/usr/bin:/bin' };
    const result = await sandbox.run({ role: 'candidate', command: [...command] as [string, ...string[]], system, mounts, privateMounts: [], repository, stdin: '', env, limits, signal });
    logs.push(`$ ${command.join(' ')}\n${result.stdout.toString('utf8')}${result.stderr.toString('utf8')}`);
    const failure = failureOf(result);
    if (failure !== null) return outcomeOf(failure.outcome, failure.reason, `${command.join(' ')}: ${failure.summary}`);
  }
  return outcomeOf('passed', 'ok', `${commands.length} commands`);
}

function failureOf({ end }: SandboxResult): { readonly outcome: Outcome['outcome']; readonly reason: string; readonly summary: string } | null {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? null : { outcome: 'failed', reason: 'exit-code', summary: `exit code ${end.code}` };
    case 'signalled':
      return { outcome: 'failed', reason: 'crashed', summary: `ended by ${end.signal}` };
    case 'limit':
      return { outcome: 'failed', reason: end.limit === 'time' ? 'timeout' : end.limit, summary: `it used up its ${end.limit}` };
    case 'lost':
      return { outcome: 'inconclusive', reason: 'sandbox-lost', summary: `the sandbox was lost: ${end.reason}` };
  }
}
