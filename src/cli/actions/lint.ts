import process from 'node:process';
import { AseError, type ErrorCode } from '../../contract/errors.ts';
import type { LintFinding } from '../../suite/lint/finding.ts';
import { proofFindings } from '../../suite/lint/proof-findings.ts';
import { LINT_RULES, lintTask } from '../../suite/lint/lint-task.ts';
import { loadSuite, loadTasks } from '../../suite/load-suite.ts';
import { readTaskProof } from '../../suite/task-proof.ts';
import { proofKit } from '../check/proof-kit.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { gatherTask } from '../lint/gather-task.ts';
import { type CommonOptions, openSources, suitesFolder } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

export interface LintFlags extends CommonOptions {
  readonly suite: string;
  readonly task: readonly string[];
  readonly json?: boolean;
}

/** A task whose repository or files could not be read. */
interface Missed {
  readonly task: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** `ase suite lint`: what is to be mended in tasks, without judging anything. What one task lacks does not keep it from the others. */
export async function lintTasks(flags: LintFlags, terminal: Terminal): Promise<void> {
  using interrupts = listenForInterrupts(terminal);
  const folder = suitesFolder(flags);
  const { tasks, description } = flags.task.length > 0 ? await loadTasks(folder, flags.task) : await loadSuite(folder, flags.suite);
  const sources = await openSources(flags, { terminal, abort: interrupts.abort });
  const findings: LintFinding[] = [];
  const missed: Missed[] = [];
  for (const [index, task] of tasks.entries()) {
    terminal.status(`${index}/${tasks.length} ${task.task.id}`);
    try {
      findings.push(...lintTask(await gatherTask(task, sources.treesOf(task))));
      const demand = description.proven;
      if (demand !== undefined) findings.push(...proofFindings({ loaded: task, demand, proof: await readTaskProof(task.folder), kit: await proofKit(task.task.language, { generalCheats: true }) }));
    } catch (error) {
      if (!(error instanceof AseError) || error.code === 'cancelled') throw error;
      missed.push({ task: task.task.id, code: error.code, message: error.message });
      terminal.note(terminal.safe(`${task.task.id} was not looked at: ${error.message}${error.remedy === '' ? '' : ` – ${error.remedy}`}`));
    }
  }
  const looked = tasks.length - missed.length;
  if (flags.json === true) terminal.out(JSON.stringify({ tasks: looked, missed, findings }));
  else {
    for (const { task, rule, file, line, inRepository, found, remedy } of findings) {
      const place = `${task}/${inRepository ? 'repository:' : ''}${file}${line === null ? '' : `:${line}`}`;
      terminal.out(terminal.safe(`${place}: ${LINT_RULES[rule]} (${rule}): ${found}. ${remedy}`));
    }
    terminal.out(`${findings.length === 0 ? 'nothing' : findings.length} to mend in ${looked} ${looked === 1 ? 'task' : 'tasks'}`);
  }
  // What Debian has withdrawn is nobody's fault here.
  if (findings.length > 0 || missed.some(({ code }) => code !== 'gone')) process.exitCode = 1;
}
