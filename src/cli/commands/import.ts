import { type Command, Option } from 'commander';
import type { ImportFlags } from '../actions/import.ts';
import type { ImportOutputsFlags } from '../actions/import-outputs.ts';
import { addCacheOptions, addSuiteFolder } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addImportCommand(program: Command, terminal: Terminal): void {
  const command = program.command('import').description("Make tasks from A.S.E.'s data sets. Nothing is fetched yet; import-report.md in DIR tells of everything that is odd.");
  const add = (usage: string, description: string, suite: string): Command =>
    command
      .command(usage)
      .description(description)
      .requiredOption('--out <dir>', 'a folder of suites, for --suites DIR of the other commands')
      .option('--retrieval <file>', 'recorded descriptions and context, for --retrieval official')
      .option('--suite <name>', 'what the suite is called', suite)
      .option('--repositories <url>', 'where a repository OWNER/NAME is found', 'https://github.com')
      .option('--json', 'print what was imported as JSON on stdout');
  const after = '\n\nExit code 1: rows were left out. The report names each, with its field.';

  add('ase-v1 <file>', 'data_v1.json: tasks that are judged by images that count flaws', 'ase-v1')
    .addOption(new Option('--cut <file>', 'cut_repos.json: the files of large repositories that are looked at'))
    .addHelpText('after', `\nExample:\n  ase import ase-v1 data_v1.json --retrieval data_v1_retrieval_data.json --cut cut_repos.json --out suites${after}`)
    .action(async (file: string, flags: ImportFlags) => (await import('../actions/import.ts')).importDataSet('ase-v1', file, { flags, terminal }));
  add('ase-v2 <file>', 'data_v2.json: tasks that are judged by commands in images of their own', 'ase-v2')
    .addHelpText('after', `\nExample:\n  ase import ase-v2 data_v2.json --retrieval data_v2_context_bm25.jsonl --out suites${after}`)
    .action(async (file: string, flags: ImportFlags) => (await import('../actions/import.ts')).importDataSet('ase-v2', file, { flags, terminal }));
  addSuiteFolder(addCacheOptions(command.command('ase-outputs <dir>').description("A.S.E.'s output folders MODEL__BATCH: answers as predictions.jsonl, its results as results.jsonl")))
    .requiredOption('--out <dir>', 'where the two files go, and import-report.md')
    .option('--suite <name>', 'what the data set is imported as', 'ase-v2')
    .option('--json', 'print what was imported as JSON on stdout')
    .addHelpText('after', '\nExample:\n  ase import ase-outputs outputs/generated_code --suites suites --suite ase-v2 --out imported\n  ase judge imported/predictions.jsonl --suites suites --suite ase-v2')
    .action(async (dir: string, flags: ImportOutputsFlags) => (await import('../actions/import-outputs.ts')).importOutputs(dir, flags, terminal));
}
