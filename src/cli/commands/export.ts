import type { Command } from 'commander';
import type { ExportAseFlags } from '../actions/export-ase.ts';
import type { SwebenchFlags } from '../actions/export-swebench.ts';
import { addCacheOptions, addSuiteFolder, collectOne, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addExportCommand(program: Command, terminal: Terminal): void {
  const command = program.command('export').description('Write a run in the formats of others. What such a format has no place for stands in a report beside it.');
  const add = (usage: string, description: string): Command =>
    addSuiteFolder(addCacheOptions(command.command(usage).description(description)))
      .option('--generator <name>', 'only this one; may be given more than once', collectOne, [])
      .option('--json', 'print what was exported as JSON on stdout');

  add('ase <run>', "A.S.E.'s output folders MODEL__BATCH, as its score and `ase score --from-ase` read them")
    .requiredOption('--dataset <file>', 'data_v1.json or data_v2.json, which the run’s tasks were imported from')
    .requiredOption('--out <dir>', 'where the folders go, such as outputs/generated_code')
    .option('--batch <name>', 'A.S.E.’s batch (default: the name of the run)')
    .addHelpText('after', '\nExample:\n  ase export ase runs/ase-v2-1a2b3c4d --dataset data_v2.json --suites suites --out outputs/generated_code\n\nBack again: ase import ase-outputs outputs/generated_code --suites suites --out imported')
    .action(async (run: string, flags: ExportAseFlags) => (await import('../actions/export-ase.ts')).exportAse(run, flags, terminal));
  add('swebench <run>', 'SWE-bench’s predictions: a line of instance_id, model_name_or_path and model_patch for each answer')
    .requiredOption('--out <file>', 'the file of predictions')
    .option('--cycle <n>', 'only this cycle', wholeNumber(1))
    .addHelpText('after', '\nExample:\n  ase export swebench runs/quickstart-1a2b3c4d --generator openai:gpt-5 --cycle 1 --out predictions.jsonl\n\nBack again: ase judge predictions.jsonl --suite quickstart')
    .action(async (run: string, flags: SwebenchFlags) => (await import('../actions/export-swebench.ts')).exportSwebench(run, flags, terminal));
}
