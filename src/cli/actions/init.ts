import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import { diskError } from '../../util/disk-error.ts';
import { COMMENTED_CONFIG, CONFIG_FILE } from '../generate/config-file.ts';
import type { Terminal } from '../terminal.ts';

/** `ase init`: never over a file that is there. */
export async function writeConfig(terminal: Terminal): Promise<void> {
  const path = resolve(CONFIG_FILE);
  try {
    await writeFile(path, COMMENTED_CONFIG, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new AseError('bad-input', `${path} is there already`, { remedy: 'Change it, or move it away first.' });
    throw diskError(error, path);
  }
  terminal.out(terminal.safe(path));
  terminal.note('Change it, then: ase run --generator fast --cycles 1 --dry-run');
}
