import type { Command } from 'commander';
import type { ContextFlags } from '../actions/context.ts';
import { addPromptOptions } from '../generate/prompt-options.ts';
import { addCacheOptions, addSuiteFolder } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addContextCommand(program: Command, terminal: Terminal): void {
  const command = program.command('context').argument('<task>', 'the id of a task').description('Show what a generator would be shown: the prompt on stdout, hits with scores and tokens on stderr.');
  addPromptOptions(addSuiteFolder(addCacheOptions(command)))
    .option('--for-agents', 'the prompt of agents, which look for context themselves')
    .option('--draft <file>', 'for --query hypothetical: a draft of the answer to look for')
    .option('--json', 'print all of it as JSON')
    .addHelpText('after', '\nExamples:\n  ase context morgan-compile\n  ase context morgan-compile --retrieval symbols --answer diff --hint specific --json')
    .action(async (task: string, flags: ContextFlags) => (await import('../actions/context.ts')).showContext(task, flags, terminal));
}

export function addInitCommand(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description('Write a commented ase.config.yaml into this folder: names for generators, prices, rates.')
    .addHelpText('after', '\nExample:\n  ase init')
    .action(async () => (await import('../actions/init.ts')).writeConfig(terminal));
}
