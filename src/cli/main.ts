import { readFileSync } from 'node:fs';
import { Command } from 'commander';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };

await new Command('ase')
  .description('Find out how secure the code is that AI writes inside real repositories.')
  .version(manifest.version)
  .parseAsync();
