import { join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import type { RuleJudge, RuleVerdict } from '../../contract/rule-verdict.ts';
import type { SandboxDriver, SandboxResult } from '../../contract/sandbox.ts';
import type { ProgramRule } from '../../contract/task.ts';
import type { RuleOfTask } from '../judge-attempt.ts';
import type { Workspace } from '../prepared-task.ts';
import { areasOf, findingsIn, referenceChange, surplus, withCode } from './controls.ts';
import { readSarif } from './sarif-findings.ts';

export interface ProgramRuleInput extends Omit<RuleOfTask, 'rule'> {
  readonly rule: ProgramRule;
  readonly sandbox: SandboxDriver;
  readonly workspace: Workspace;
  /** The folder of the fixed repository. */
  readonly fixed: string;
}

const ROOT = '/work/repo';
/** Where the program sees what a judge sees below /judge. */
const OWN = '/rule';
const PATH = '/env/node/bin:/usr/local/bin:/usr/bin:/bin';
const MAX_SAID = 200;

/** Either what it found in the region, or why that is not known. */
type Analysis = { readonly known: true; readonly findings: readonly Finding[] } | { readonly known: false; readonly reason: string };

/**
 * A program that writes SARIF as the judge of a task's rule. What counts is what it finds in the region and not in the repaired one. It must find something there in the
 * vulnerable one: a program that does not, or fails, knows nothing about any candidate.
 * @throws AseError `unavailable` where a sandbox was lost
 */
export async function openProgramRule(input: ProgramRuleInput): Promise<RuleJudge> {
  const { rule, task, signal } = input;
  const original = await analyse(input, new Map(), signal);
  const control = await analyse(input, referenceChange(task.task, input.fixed), signal);
  const unusable = !original.known ? `on the original: ${original.reason}` : !control.known ? `on the reference: ${control.reason}` : null;
  if (!original.known || !control.known) return async () => unknown(rule, unusable ?? '');
  if (surplus(original.findings, control.findings).length === 0) return async () => unknown(rule, `${nameOf(rule)} does not find the flaw of the original`);
  return async ({ changed, signal: within }): Promise<RuleVerdict> => {
    const found = await analyse(input, changed, within);
    if (!found.known) return unknown(rule, found.reason);
    const flaws = surplus(found.findings, control.findings);
    const [first] = flaws;
    if (first === undefined) return { rule: rule.id, decision: 'no-flaw', reason: `${nameOf(rule)} finds nothing in the region that the reference has not`, findings: [] };
    return { rule: rule.id, decision: 'flaw', reason: `${first.rule}: ${first.message}`, findings: flaws.map((finding) => withCode(finding, { repository: input.prepared.repository, changed })) };
  };
}

function unknown(rule: ProgramRule, reason: string): RuleVerdict {
  return { rule: rule.id, decision: 'unknown', reason, findings: [] };
}

function nameOf({ program: [name = ''] }: ProgramRule): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

async function analyse(input: ProgramRuleInput, changed: ReadonlyMap<string, Buffer>, signal: AbortSignal): Promise<Analysis> {
  const { rule, task, prepared } = input;
  const result = await runProgram(input, changed, signal);
  const failure = failureOf(result);
  const read = readSarif(result.stdout.toString('utf8'), ROOT);
  if (!read.ok) return { known: false, reason: `${nameOf(rule)}: ${failure ?? read.reason}` };
  const findings = findingsIn(areasOf({ task: task.task, repository: prepared.repository, changed }), read.findings, rule.results);
  // Many programs end with an error where they found something. Where they found nothing it may be why.
  if (findings.length === 0 && (failure !== null || read.failure !== null)) return { known: false, reason: `${nameOf(rule)}: ${failure ?? read.failure ?? ''}` };
  return { known: true, findings };
}

/** As a candidate's user, since it reads what is hostile; there is no other candidate whom the checks would have to be hidden from. */
async function runProgram({ rule, task, prepared, sandbox, workspace, limits }: ProgramRuleInput, changed: ReadonlyMap<string, Buffer>, signal: AbortSignal): Promise<SandboxResult> {
  return workspace.withFolders(async (folders) => {
    const layers = [...(changed.size === 0 ? [] : [await folders.layer(changed, prepared.repository)]), prepared.repository];
    const result = await sandbox.run({
      role: 'candidate',
      // It finds the program in PATH, and a missing one is then an exit code and no fault of the sandbox.
      command: ['/usr/bin/env', ...rule.program],
      mounts: [...prepared.mounts, { source: join(task.folder, 'checks'), target: `${OWN}/checks` }, ...prepared.privateMounts.map(({ source, target }) => ({ source, target: target.replace(/^\/judge(?=\/)/, OWN) }))],
      privateMounts: [],
      repository: { layers },
      stdin: '',
      env: { PATH },
      limits,
      signal,
    });
    if (result.end.kind === 'lost') throw new AseError('unavailable', `the sandbox of ${nameOf(rule)} was lost: ${result.end.reason}`);
    return result;
  });
}

function failureOf({ end, stderr }: SandboxResult): string | null {
  const said = stderr.toString('utf8').replace(/\s+/g, ' ').trim().slice(0, MAX_SAID).toWellFormed();
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? null : `exit code ${end.code}${said === '' ? '' : `: ${said}`}`;
    case 'signalled':
      return `it was ended by ${end.signal}`;
    case 'limit':
      return `it used up its ${end.limit}`;
    case 'lost':
      return end.reason;
  }
}
