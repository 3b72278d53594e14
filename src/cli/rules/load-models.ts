import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultsError } from '../../contract/errors.ts';
import type { Models } from '../../taint/models/models.ts';
import { readModels } from '../../taint/models/read-models.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { shownPath } from '../shown-path.ts';

/** The models of one language: all YAML files of its folder. @throws FaultsError with the faults of all of them; AseError `not-found`, `permission` */
export async function loadModels(folder: string, language: string): Promise<Models> {
  const place = join(folder, language);
  const names = await withDiskErrors(place, () => readdir(place));
  const paths = names.filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(place, name));
  const files = await Promise.all(paths.map(async (path) => ({ path: shownPath(path), text: await withDiskErrors(path, () => readFile(path, 'utf8')) })));
  const { models, faults } = readModels(files);
  if (faults.length > 0) throw new FaultsError('the models cannot be used', faults);
  return models;
}
