import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';

const checkout = join(import.meta.dirname, '..', '..');
const folder = [env['ASE_OFFICIAL_DATA'] ?? '', join(checkout, '..', 'shared', 'ase-data'), join(checkout, '..', '..', 'shared', 'ase-data')].find((path) => path !== '' && existsSync(join(path, 'data_v2.json')));

/** A.S.E.'s own data sets are not part of this repository. Where they lie beside it, they are read; where not, tests of them say so and are skipped. */
export const hasOfficialData = folder !== undefined;
export const officialPath = (name: string): string => join(folder ?? 'no-official-data', name);
export const readOfficial = (name: string): string => readFileSync(officialPath(name), 'utf8');
