import type { Command } from 'commander';
import type { CacheFlags, PruneFlags } from '../actions/cache.ts';
import { AseError } from '../../contract/errors.ts';
import { collectOne, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addCacheCommand(program: Command, terminal: Terminal): void {
  const cache = program.command('cache').description('What was fetched and built: list it, make room, check it, carry it to another machine.');
  const add = (usage: string, description: string): Command => cache.command(usage).description(description).option('--cache <dir>', 'default: $ASE_CACHE, else ~/.cache/ase').option('--json', 'print the result as JSON on stdout');
  const actions = () => import('../actions/cache.ts');

  add('list', 'List everything, last used first.')
    .addHelpText('after', '\nExample:\n  ase cache list')
    .action(async (flags: CacheFlags) => (await actions()).listItems(flags, terminal));
  add('prune', 'Remove what killed processes left; with limits, what was used longest ago. What a living process uses stays.')
    .option('--older-than <days>', 'remove what was not used for as long', wholeNumber(0))
    .option('--max-size <mib>', 'remove until no more is left than this', wholeNumber(0))
    .option('--keep <name>', 'this one stays; may be given more than once', collectOne, [])
    .addHelpText('after', '\nExample:\n  ase cache prune --older-than 30 --max-size 2000')
    .action(async (flags: PruneFlags) => (await actions()).prune(flags, terminal));
  add('verify', 'Read every file and remove what is damaged; it is fetched again when it is needed.')
    .addHelpText('after', '\nExample:\n  ase cache verify')
    .action(async (flags: CacheFlags) => (await actions()).verifyItems(flags, terminal));
  add('export <file>', 'Write archives and trees of git and Debian into one tar file, for a machine without network.')
    .addHelpText('after', '\nExample:\n  ase cache export ase-cache.tar')
    .action(async (file: string, flags: CacheFlags) => (await actions()).exportItems(file, flags, terminal));
  add('import <file>', 'Check an exported file and add all of it. Import files of people you trust.')
    .addHelpText('after', '\nExample:\n  ase cache import ase-cache.tar')
    .action(async (file: string, flags: CacheFlags) => (await actions()).importItems(file, flags, terminal));

  cache.action(() => {
    throw new AseError('bad-input', 'ase cache needs one of list, prune, verify, export, import', { remedy: 'See ase cache --help.' });
  });
}
