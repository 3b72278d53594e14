import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import { proofSchema, type TaskProof } from '../contract/proof.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { pathExists, writeFileAtomic } from '../util/files.ts';

const NAME = 'proof.json';

/** What was found when a task was checked last; null where nobody recorded it. @throws AseError `damaged`, `permission` */
export async function readTaskProof(folder: string): Promise<TaskProof | null> {
  const file = join(folder, NAME);
  if (!(await pathExists(file))) return null;
  const text = await withDiskErrors(file, () => readFile(file, 'utf8'));
  try {
    return proofSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AseError('damaged', `${file} is no proof of a task`, { remedy: 'Remove it, and record it again: ase suite check --record.', cause: error });
  }
}

/** @throws AseError `disk`, `permission` */
export async function writeTaskProof(folder: string, proof: TaskProof): Promise<void> {
  await writeFileAtomic(join(folder, NAME), `${JSON.stringify(proof, null, 2)}\n`);
}
