import type { Command } from 'commander';
import { addCacheOptions } from '../options.ts';
import type { CommonOptions } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

export function addDoctorCommand(program: Command, terminal: Terminal): void {
  addCacheOptions(program.command('doctor').description('What this machine can run, and how to get what is missing.'))
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExample:\n  ase doctor\n\nExit code 1: nothing can be judged here yet.')
    .action(async (flags: CommonOptions & { readonly json?: boolean }) => (await import('../actions/doctor.ts')).examineMachine(flags, terminal));
}
