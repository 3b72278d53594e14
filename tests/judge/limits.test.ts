import { expect, test } from 'vitest';
import { limitsOf, originalLimits } from '../../src/judge/limits.ts';
import { loadTaskById } from '../../src/suite/load-suite.ts';

test('what is built once for all answers may take more than an answer, and follows the limits of the run', async () => {
  const { task } = await loadTaskById('suite', 'jwt-go-audience');
  const [plain, given] = [limitsOf(task, {}), limitsOf(task, { timeoutMs: 2_000, memoryBytes: 64 * 1024 * 1024 })];
  expect(originalLimits(plain)).toMatchObject({ timeoutMs: 900_000, memoryBytes: plain.memoryBytes, processes: plain.processes, fileBytes: plain.fileBytes });
  expect(originalLimits(plain).diskBytes).toBeGreaterThan(plain.diskBytes);
  expect(originalLimits(given)).toMatchObject({ timeoutMs: 30_000, memoryBytes: given.memoryBytes });
});
