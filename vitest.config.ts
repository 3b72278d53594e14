import { env, stderr } from 'node:process';
import { defineConfig } from 'vitest/config';
import { closingLine } from './scripts/closing-line.ts';
import { canRunBubblewrap, hasEngine, hasPodman, hasProgram } from './scripts/setup/machine.mjs';

/** What a file needs is in its name. In the gate (ASE_TEST_EVERYTHING) nothing is left out: there a missing engine fails its tests. */
const needs = [
  { files: 'tests/**/*docker*.test.ts', what: 'a Docker engine that this user may use', isHere: hasEngine },
  { files: 'tests/**/*podman*.test.ts', what: "the service of a Podman with root (ASE_PODMAN_SOCKET, else /run/podman/podman.sock)", isHere: hasPodman },
  { files: 'tests/**/*bubblewrap*.test.ts', what: 'bubblewrap and user namespaces', isHere: canRunBubblewrap },
  { files: 'tests/**/*chromium*.test.ts', what: 'the program chromium', isHere: () => hasProgram('chromium') },
  { files: 'tests/**/*clang*.test.ts', what: 'the program clang', isHere: () => hasProgram('clang') },
  { files: 'tests/**/*pdflatex*.test.ts', what: 'the program pdflatex', isHere: () => hasProgram('pdflatex') },
];

async function leftOut(): Promise<string[]> {
  if (env['ASE_TEST_EVERYTHING'] === '1') return [];
  const files: string[] = [];
  for (const need of needs) {
    if (await need.isHere()) continue;
    stderr.write(`Not run on this machine: ${need.files} (needs ${need.what})\n`);
    files.push(need.files);
  }
  return files;
}

export default defineConfig(async () => ({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: await leftOut(),
    // A busy machine with two cores takes ten times as long as a quiet one; a test that hangs is still told.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Most files start processes of their own: one worker for two cores leaves room for those, and none has to wait for its turn.
    maxWorkers: '50%',
    reporters: ['default', closingLine()],
  },
}));
