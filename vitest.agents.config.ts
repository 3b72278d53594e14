import { defineConfig } from 'vitest/config';
import { closingLine } from './scripts/closing-line.ts';

/** Agents that the gate leaves out: they are slow to start, and large to fetch. Run: npm run test:agents */
export default defineConfig({
  test: {
    include: ['tests/agents/*.agent.ts'],
    testTimeout: 300_000,
    maxWorkers: 1,
    reporters: ['default', closingLine()],
  },
});
