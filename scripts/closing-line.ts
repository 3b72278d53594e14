import { stdout } from 'node:process';
import type { Reporter } from 'vitest/node';

/** Ends the output with `N passed, N failed` alone on a line, whatever the terminal: for scripts that read only that. */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
      for (const module of modules) {
        for (const test of module.children.allTests()) counts[test.result().state] += 1;
        // A file that cannot be loaded has no test that could fail.
        if (module.errors().length > 0) counts.failed += 1;
      }
      const failed = counts.failed + counts.pending + unhandledErrors.length;
      const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
      // After the default reporter's own summary, which it prints in the same step.
      process.once('exit', () => stdout.write(`${counts.passed} passed, ${failed} failed${skipped}\n`));
    },
  };
}
