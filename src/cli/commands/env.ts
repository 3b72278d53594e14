import { type Command, Option } from 'commander';
import type { EnvBuildFlags, EnvFlags, EnvPruneFlags } from '../actions/env.ts';
import { AseError } from '../../contract/errors.ts';
import { addCacheOptions, addSuiteFolder, collect, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addEnvCommand(program: Command, terminal: Terminal): void {
  const env = program.command('env').description('Systems that tasks of other languages run on: build them ahead, see what they take, make room.');
  const actions = () => import('../actions/env.ts');
  const addCache = (command: Command): Command => command.option('--cache <dir>', 'default: $ASE_CACHE, else ~/.cache/ase').option('--json', 'print the result as JSON on stdout');

  addSuiteFolder(addCacheOptions(env.command('build').description('Build what the tasks of a suite run on; what is there is kept.')))
    .option('--suite <name>', 'the suite', 'core')
    .option('--task <id>', 'only this task; may be given more than once', collect, [])
    .addOption(new Option('--sandbox <name>', 'Docker gets an image of each').choices(['auto', 'docker', 'bubblewrap']).default('auto'))
    .option('--json', 'print the result as JSON on stdout')
    .addHelpText('after', '\nExample:\n  ase env build --suite core')
    .action(async (flags: EnvBuildFlags) => (await actions()).buildEnvironments(flags, terminal));
  addCache(env.command('list').description('List systems and their images, with the disk that they take.'))
    .addHelpText('after', '\nExample:\n  ase env list')
    .action(async (flags: EnvFlags) => (await actions()).listEnvironments(flags, terminal));
  addCache(env.command('prune').description('Remove systems that were not used for long or take too much, and their images. What a living process uses stays.'))
    .option('--older-than <days>', 'remove what was not used for as long', wholeNumber(0))
    .option('--max-size <mib>', 'remove until no more is left than this', wholeNumber(0))
    .addHelpText('after', '\nExample:\n  ase env prune --older-than 30 --max-size 2000')
    .action(async (flags: EnvPruneFlags) => (await actions()).pruneEnvironments(flags, terminal));

  env.action(() => {
    throw new AseError('bad-input', 'ase env needs one of build, list, prune', { remedy: 'See ase env --help.' });
  });
}
