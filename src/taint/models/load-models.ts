import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultsError } from '../../contract/errors.ts';
import type { Models } from './models.ts';
import { readModels } from './read-models.ts';

/** The models of languages, from `<folder>/<language>/*.yaml`. @throws FaultsError */
export async function loadModels(folder: string, languages: readonly string[]): Promise<ReadonlyMap<string, Models>> {
  const loaded = new Map<string, Models>();
  for (const language of languages) {
    const names = (await readdir(join(folder, language))).filter((name) => name.endsWith('.yaml')).sort();
    const { models, faults } = readModels(await Promise.all(names.map(async (name) => ({ path: `models/${language}/${name}`, text: await readFile(join(folder, language, name), 'utf8') }))));
    if (faults.length > 0) throw new FaultsError('the models cannot be used', faults);
    loaded.set(language, models);
  }
  return loaded;
}
