import type { VerdictName } from '../contract/task.ts';
import type { RunEvent } from '../run/run-events.ts';
import type { Terminal } from './terminal.ts';

const LINE_EVERY_MS = 5_000;

/** Tells people how far a run is: one line that is replaced, or, where there is no terminal, a line every few seconds. */
export function createProgress(terminal: Terminal): (event: RunEvent) => void {
  const started = performance.now();
  const counts = new Map<VerdictName, number>();
  let begun = 0;
  let lastLine = started;
  const show = (done: number, total: number): void => {
    const elapsedMs = performance.now() - started;
    const verdicts = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
    const left = begun === 0 || done >= total ? '' : `, about ${duration((elapsedMs / begun) * (total - done))} left`;
    const line = `${done}/${total} judged (${verdicts}) after ${duration(elapsedMs)}${left}`;
    if (terminal.isInteractive) terminal.status(line);
    else if (performance.now() - lastLine >= LINE_EVERY_MS) {
      lastLine = performance.now();
      terminal.note(line);
    }
  };
  return (event) => {
    switch (event.type) {
      case 'note':
        terminal.note(terminal.safe(event.message));
        return;
      case 'decided':
        if (event.kept > 0) terminal.note(`${event.kept} of ${event.total} attempts are judged already; ${event.open} are left`);
        for (const { reason, attempts } of event.stale) terminal.note(`${attempts} are judged again: ${terminal.safe(reason)}`);
        return;
      case 'begun':
      case 'predicted':
      case 'absent':
        return;
      case 'judged':
        begun += 1;
        counts.set(event.verdict, (counts.get(event.verdict) ?? 0) + 1);
        show(event.done, event.total);
        return;
      case 'inconclusive':
        terminal.note(terminal.safe(`inconclusive, to be tried again alone: ${event.key.task}, ${event.key.generator}, cycle ${event.key.cycle}: ${event.reason}`));
        return;
      case 'failed':
        terminal.note(terminal.safe(`could not be judged: ${event.key.task}, ${event.key.generator}, cycle ${event.key.cycle}: ${event.error.message}`));
        if (event.error.remedy !== '') terminal.note(`  ${terminal.safe(event.error.remedy)}`);
    }
  };
}

export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
