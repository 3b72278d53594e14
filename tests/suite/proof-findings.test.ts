import { expect, test } from 'vitest';
import type { SandboxProof } from '../../src/contract/proof.ts';
import type { ProofInput } from '../../src/suite/lint/proof-findings.ts';
import { proofFindings } from '../../src/suite/lint/proof-findings.ts';
import { digestOf } from '../../src/util/digest.ts';

const digest = digestOf('this task');
const kit = digestOf('this kit');
const good: SandboxProof = { date: '2026-12-01', digest, kit, answers: 40, repetitions: 5, verdicts: 128, wrong: 0, flaky: 0, referenceMs: 900 };

/** What is found of a task whose record in bubblewrap is this one; that in Docker is as it should be. */
function found(bubblewrap: SandboxProof | undefined): string[] {
  const loaded = { task: { id: 'files' }, digest } as ProofInput['loaded'];
  const proof = { schema: 'ase/proof@1' as const, repository: { files: 1, bytes: 1 }, sandboxes: { docker: good, ...(bubblewrap === undefined ? {} : { bubblewrap }) } };
  return proofFindings({ loaded, demand: { repetitions: 5, sandboxes: ['bubblewrap', 'docker'] }, proof, kit }).map((finding) => finding.found);
}

test('a record counts for this task, this kit, all repetitions, and where nothing was wrong', () => {
  expect(found(good)).toEqual([]);
  expect(found({ ...good, repetitions: 6 })).toEqual([]);
  expect(found(undefined)).toEqual(['bubblewrap: no record']);
  expect(found({ ...good, digest: digestOf('before') })).toEqual(['bubblewrap: of an earlier version of the task']);
  expect(found({ ...good, kit: digestOf('without cheats') })).toEqual(['bubblewrap: by another kit, or with other general cheats']);
  const { kit: _, ...older } = good;
  expect(found(older)).toEqual(['bubblewrap: by another kit, or with other general cheats']);
  expect(found({ ...good, repetitions: 1 })).toEqual(['bubblewrap: 1 of 5 repetitions']);
  expect(found({ ...good, wrong: 1, flaky: 2 })).toEqual(['bubblewrap: 1 wrong, 2 flaky']);
});

test('without any record, each sandbox is named with the command that mends it', () => {
  const loaded = { task: { id: 'files' }, digest } as ProofInput['loaded'];
  expect(proofFindings({ loaded, demand: { repetitions: 5, sandboxes: ['bubblewrap', 'docker'] }, proof: null, kit })).toEqual(
    ['bubblewrap', 'docker'].map((sandbox) => ({ task: 'files', rule: 'not-proven', file: 'proof.json', line: null, inRepository: false, found: `${sandbox}: no record`, remedy: `Prove it again: ase suite check --task files --sandbox ${sandbox} --repetitions 5 --record.` })),
  );
});
