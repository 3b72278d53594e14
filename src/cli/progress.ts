import type { Usage } from '../contract/generation.ts';
import type { AttemptKey } from '../contract/results.ts';
import type { VerdictName } from '../contract/task.ts';
import type { RunEvent } from '../run/run-events.ts';
import type { Terminal } from './terminal.ts';

const LINE_EVERY_MS = 5_000;

/** Tells people how far a run is: one line that is replaced, or, where there is no terminal, a line every few seconds. */
export function createProgress(terminal: Terminal, { judges }: { readonly judges: boolean }): (event: RunEvent) => void {
  const started = performance.now();
  const verdicts = new Map<VerdictName, number>();
  const paid: Usage[] = [];
  const count: Counts = { total: 0, judged: 0, predicted: 0, kept: 0 };
  let lastLine = started;
  const show = (): void => {
    const line = progressLine({ judges, count, verdicts, paid, elapsedMs: performance.now() - started });
    if (terminal.isInteractive) terminal.status(line);
    else if (performance.now() - lastLine >= LINE_EVERY_MS) {
      lastLine = performance.now();
      terminal.note(line);
    }
  };
  return (event) => {
    switch (event.type) {
      case 'decided':
        count.total = event.total;
        count.kept = event.kept;
        break;
      case 'paid':
        paid.push(event.usage);
        return;
      case 'predicted':
        count.predicted += 1;
        show();
        return;
      case 'judged':
        count.judged += 1;
        count.total = event.total;
        verdicts.set(event.verdict, (verdicts.get(event.verdict) ?? 0) + 1);
        show();
        break;
      default:
    }
    for (const line of notesOf(event)) terminal.note(terminal.safe(line));
  };
}

interface Counts {
  /** Attempts of the run that may have an answer. */
  total: number;
  judged: number;
  predicted: number;
  /** Verdicts of an earlier execution. */
  kept: number;
}

interface ProgressFacts {
  /** False: answers are all there is. */
  readonly judges: boolean;
  readonly count: Counts;
  readonly verdicts: ReadonlyMap<VerdictName, number>;
  readonly paid: readonly Usage[];
  readonly elapsedMs: number;
}

function progressLine({ judges, count: { total, judged, predicted, kept }, verdicts, paid, elapsedMs }: ProgressFacts): string {
  const finished = judges ? judged : predicted;
  const left = total - kept - finished;
  const each = elapsedMs / finished;
  const states = [...(judges && paid.length > 0 ? [`${predicted} answered`] : []), ...[...verdicts].map(([verdict, number]) => `${number} ${verdict}`)];
  return [
    `${kept + finished}/${total} ${judges ? 'judged' : 'answered'}`,
    states.length === 0 ? '' : ` (${states.join(', ')})`,
    ` after ${duration(elapsedMs)}`,
    finished === 0 ? '' : `, ${Math.round(60_000 / each) || '<1'} a minute`,
    paid.length === 0 ? '' : `, ${costText(paid)} so far`,
    finished === 0 || left <= 0 ? '' : `, about ${duration(each * left)} left`,
  ].join('');
}

/** What is unknown is said to be, and never 0. */
function costText(paid: readonly Usage[]): string {
  const known = paid.filter(({ costUsd }) => costUsd !== null);
  const dollars = known.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  const tokens = paid.reduce((sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0), 0);
  const cost = known.length === 0 ? 'unknown cost' : `$${dollars.toFixed(dollars < 1 ? 4 : 2)}${known.length < paid.length ? ' and unknown cost' : ''}`;
  return `${cost}, ${tokens.toLocaleString('en')} tokens`;
}

/** What is told in lines of its own. */
function notesOf(event: RunEvent): string[] {
  switch (event.type) {
    case 'note':
      return [event.message];
    case 'decided':
      return [...(event.kept > 0 ? [`${event.kept} of ${event.total} attempts are judged already; ${event.open} are left`] : []), ...event.stale.map(({ reason, attempts }) => `${attempts} are judged again: ${reason}`)];
    case 'inconclusive':
      return [`inconclusive, to be tried again alone: ${nameOf(event.key)}: ${event.reason}`];
    case 'judged':
      // Nothing else shows what the rule saw: no exploit confirms it.
      return event.verdict === 'suspect' ? [`suspect: ${nameOf(event.key)}: ${event.reason}`] : [];
    case 'failed':
      return [`could not be judged: ${nameOf(event.key)}: ${event.error.message}`, ...(event.error.remedy === '' ? [] : [`  ${event.error.remedy}`])];
    default:
      return [];
  }
}

function nameOf({ task, generator, cycle }: AttemptKey): string {
  return `${task}, ${generator}, cycle ${cycle}`;
}

export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
