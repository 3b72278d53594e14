import type { Command } from 'commander';
import type { VerifyFlags } from '../actions/verify.ts';
import { addSuiteFolder } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addVerifyCommand(program: Command, terminal: Terminal): void {
  addSuiteFolder(program.command('verify').argument('<run>', 'the folder of a run'))
    .description('Recompute every hash and every derived file of a run from its raw evidence, and say what differs. Nothing is written.')
    .option('--against-suite', 'also tell which tasks have changed since they were judged')
    .option('--json', 'print the result as JSON on stdout')
    .addHelpText('after', '\nExample:\n  ase verify runs/quickstart-1a2b3c4d\n\nExit code 1: something differs.')
    .action(async (folder: string, flags: VerifyFlags) => (await import('../actions/verify.ts')).verifyFolder(folder, flags, terminal));
}
