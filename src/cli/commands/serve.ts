import type { Command } from 'commander';
import type { ServeFlags } from '../actions/serve.ts';
import { wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const DEFAULT_PORT = 8790;

export function addServeCommand(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .argument('[runs]', 'a folder of runs, or one run', 'runs')
    .description('Show runs in a browser, live while they go on: progress, cost, failures, attempts, comparisons.')
    .option('--host <name>', 'where to listen; elsewhere than on this machine a token is needed', '127.0.0.1')
    .option('--port <n>', '0 takes any that is free', wholeNumber(0), DEFAULT_PORT)
    .option('--control', 'pages may stop runs')
    .option('--json', 'print address and token as JSON')
    .addHelpText('after', '\nExamples:\n  ase serve\n  ase serve runs/quickstart-1a2b3c4d --port 0\n  ase serve --control --host 0.0.0.0        prints an address with a token; $ASE_SERVE_TOKEN sets it')
    .action(async (folder: string, flags: ServeFlags) => (await import('../actions/serve.ts')).serveRuns(folder, flags, terminal));
}
