import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultsError } from '../../contract/errors.ts';
import type { Models } from '../../taint/models/models.ts';
import { readModels } from '../../taint/models/read-models.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { shownPath } from '../shown-path.ts';

/** The models of languages, from `<folder>/<language>/*.yaml`. @throws FaultsError with the faults of all files of a language; AseError `permission` */
export async function loadModels(folder: string, languages: readonly string[]): Promise<ReadonlyMap<string, Models>> {
  const loaded = new Map<string, Models>();
  for (const language of languages) loaded.set(language, await loadLanguage(join(folder, language)));
  return loaded;
}

async function loadLanguage(place: string): Promise<Models> {
  const names = await withDiskErrors(place, () => readdir(place));
  const paths = names.filter((name) => name.endsWith('.yaml')).sort().map((name) => join(place, name));
  const { models, faults } = readModels(await Promise.all(paths.map(async (path) => ({ path: shownPath(path), text: await withDiskErrors(path, () => readFile(path, 'utf8')) }))));
  if (faults.length > 0) throw new FaultsError('the models cannot be used', faults);
  return models;
}
