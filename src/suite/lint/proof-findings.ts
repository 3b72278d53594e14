import type { SandboxProof, TaskProof } from '../../contract/proof.ts';
import type { ProvenDemand } from '../../contract/suite.ts';
import type { SuiteTask } from '../load-task.ts';
import type { LintFinding } from './finding.ts';

export interface ProofInput {
  readonly loaded: SuiteTask;
  /** What the task's suite demands. */
  readonly demand: ProvenDemand;
  readonly proof: TaskProof | null;
  /** Of a check as it is made today, general cheats included. */
  readonly kit: string;
}

/** What the records of a task's checks lack, a finding for each sandbox. */
export function proofFindings({ loaded: { task, digest }, demand, proof, kit }: ProofInput): LintFinding[] {
  return demand.sandboxes.flatMap((sandbox): LintFinding[] => {
    const lack = lackOf(proof?.sandboxes[sandbox], { digest, kit, repetitions: demand.repetitions });
    if (lack === null) return [];
    const remedy = `Prove it again: ase suite check --task ${task.id} --sandbox ${sandbox} --repetitions ${demand.repetitions} --record.`;
    return [{ task: task.id, rule: 'not-proven', file: 'proof.json', line: null, inRepository: false, found: `${sandbox}: ${lack}`, remedy }];
  });
}

function lackOf(found: SandboxProof | undefined, asked: Pick<SandboxProof, 'digest' | 'kit' | 'repetitions'>): string | null {
  if (found === undefined) return 'no record';
  if (found.digest !== asked.digest) return 'of an earlier version of the task';
  if (found.kit !== asked.kit) return 'by another kit, or with other general cheats';
  if (found.repetitions < asked.repetitions) return `${found.repetitions} of ${asked.repetitions} repetitions`;
  return found.wrong + found.flaky > 0 ? `${found.wrong} wrong, ${found.flaky} flaky` : null;
}
