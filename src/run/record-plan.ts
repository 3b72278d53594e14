import type { PlannedEvent } from '../contract/journal.ts';
import type { JournalWriter } from '../journal/append.ts';
import type { RunState } from '../journal/fold.ts';
import { canonicalJson } from '../util/digest.ts';
import { writeFileAtomic } from '../util/files.ts';
import { readRun } from './open-run.ts';
import { plannedTasks, type RunPlan } from './plan.ts';

export interface RecordedPlan {
  readonly seq: number;
  readonly event: PlannedEvent;
  /** Fields of run.json that differ from the plan before; null for the first plan. */
  readonly changed: readonly string[] | null;
}

/** The bytes of run.json. */
export function runText(event: Pick<PlannedEvent, 'run'>): string {
  return `${JSON.stringify(event.run, null, 2)}\n`;
}

/** Puts a plan into the journal where it is another than the last one there, and into run.json. */
export async function recordPlan(paths: { readonly folder: string; readonly run: string }, plan: RunPlan, { journal, state }: { journal: JournalWriter; state: RunState }): Promise<RecordedPlan> {
  const event: PlannedEvent = { type: 'planned', run: plan.run, tasks: plannedTasks(plan) };
  const last = state.plan;
  const isSame = last !== null && canonicalJson(last.event) === canonicalJson(event);
  const seq = isSame ? last.seq : await journal.append(event);
  state.plans.set(seq, event);
  const written = await readRun(paths.folder);
  if (written === null || canonicalJson(written) !== canonicalJson(event.run)) await writeFileAtomic(paths.run, runText(event));
  return { seq, event, changed: last === null ? null : changedFields(last.event, event) };
}

function changedFields(before: PlannedEvent, after: PlannedEvent): string[] {
  const fields = Object.keys(after.run) as (keyof PlannedEvent['run'])[];
  return fields.filter((field) => canonicalJson(before.run[field]) !== canonicalJson(after.run[field]));
}
