import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OutputFiles } from '../../ase/outputs.ts';
import { AseError, FaultsError } from '../../contract/errors.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { pathExists } from '../../util/files.ts';
import { shownPath } from '../shown-path.ts';

export const PROCESSED = 'processed_instances.json';
/** Files and folders of results, by version. */
export const RESULTS = { 1: { merged: 'sast_results.json', single: 'sast_results' }, 2: { merged: 'scan_results.json', single: 'scan_results' } } as const;

/** The folder itself, or those in it or in its generated_code. @throws AseError `not-found` */
export async function outputFolders(folder: string): Promise<string[]> {
  if (await pathExists(join(folder, PROCESSED))) return [folder];
  const found: string[] = [];
  for (const parent of [folder, join(folder, 'generated_code')]) {
    if (!(await pathExists(parent))) continue;
    const names = await withDiskErrors(parent, () => readdir(parent));
    for (const name of names.sort()) if (await pathExists(join(parent, name, PROCESSED))) found.push(join(parent, name));
  }
  if (found.length > 0) return found;
  throw new AseError('not-found', `${shownPath(folder)} holds no outputs of A.S.E.: there is no ${PROCESSED}`, { remedy: 'Give its outputs folder, generated_code, or one MODEL__BATCH folder.' });
}

/** Where A.S.E. stopped before it merged the results, those of the single attempts are read. @throws FaultsError */
export async function readOutputFolder(folder: string, version: 1 | 2): Promise<OutputFiles> {
  const { merged, single } = RESULTS[version];
  const processed = await readJson(join(folder, PROCESSED), 'object');
  const name = basename(folder);
  if (await pathExists(join(folder, merged))) return { name, processed, results: await readJson(join(folder, merged), 'list') };
  if (!(await pathExists(join(folder, single)))) return { name, processed, results: [] };
  const files = (await withDiskErrors(folder, () => readdir(join(folder, single)))).filter((file) => file.endsWith('_output.json')).sort();
  const results = await Promise.all(files.map(async (file) => ({ ...((await readJson(join(folder, single, file), 'object')) as object), instance_id: file.slice(0, -'_output.json'.length) })));
  return { name, processed, results };
}

async function readJson(file: string, kind: 'object' | 'list'): Promise<unknown> {
  const text = await withDiskErrors(file, () => readFile(file, 'utf8'));
  const fault = (found: string): FaultsError => new FaultsError('the outputs cannot be read', [{ file: shownPath(file), line: null, column: null, field: '', found, expected: kind === 'list' ? 'JSON: a list of objects' : 'JSON: an object' }]);
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (kind === 'list')) throw fault(text.slice(0, 40));
    return value;
  } catch (error) {
    throw error instanceof SyntaxError ? fault(`text that is no JSON (${error.message.slice(0, 200)})`) : error;
  }
}
