import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { env, execPath, platform, cwd } from 'node:process';
import { AseError } from '../contract/errors.ts';

/** What pacote needs to fetch as the user's npm would: registry, credentials, proxy, certificates, cache. */
export type NpmOptions = Readonly<Record<string, unknown>>;

/** What we use of @npmcli/config, which has no types. */
interface NpmConfig {
  load(): Promise<void>;
  readonly flat: NpmOptions;
}
type NpmConfigConstructor = new (options: Readonly<Record<string, unknown>>) => NpmConfig;

let loaded: Promise<NpmOptions> | undefined;

/** Read once in a process, from where npm itself reads: environment, project, user, global and builtin npmrc. @throws AseError `unavailable` */
export function npmOptions(): Promise<NpmOptions> {
  loaded ??= loadOptions();
  return loaded;
}

async function loadOptions(): Promise<NpmOptions> {
  const require = createRequire(import.meta.url);
  const Config = require('@npmcli/config') as NpmConfigConstructor;
  const { definitions, shorthands, flatten, nerfDarts } = require('@npmcli/config/lib/definitions') as Readonly<Record<string, unknown>>;
  const npmPath = await findNpm();
  const config = new Config({
    definitions,
    shorthands,
    flatten,
    nerfDarts,
    npmPath,
    // Its own Node says where npm's global npmrc lies, not the one that runs us.
    execPath: join(dirname(dirname(dirname(npmPath))), 'bin', 'node'),
    env: { ...env },
    argv: [execPath, 'npm'],
    platform,
    cwd: cwd(),
    warn: false,
  });
  try {
    await config.load();
  } catch (error) {
    throw new AseError('unavailable', `npm's configuration cannot be read: ${(error as Error).message}`, { remedy: 'Run `npm config list`, and repair what it says.', cause: error });
  }
  return config.flat;
}

/** The folder of the npm package that the user's `npm` starts; a folder beside our Node where there is none. */
async function findNpm(): Promise<string> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const program = join(folder, 'npm');
    try {
      await access(program, constants.X_OK);
      const real = await realpath(program);
      if (real.endsWith('npm-cli.js')) return dirname(dirname(real));
    } catch {
      continue;
    }
  }
  return join(dirname(dirname(execPath)), 'lib', 'node_modules', 'npm');
}
