import { type Command, Option } from 'commander';
import { AseError } from '../../contract/errors.ts';
import type { ContractFlags } from '../actions/rules-contract.ts';
import type { ScanFlags } from '../actions/rules.ts';
import { collect, collectOne, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const MAX_SIZE_KIB = 2048;

const SCAN_EXAMPLES = `
Examples:
  ase rules scan src
  ase rules scan src --rules my-rules/ --sarif findings.sarif --fail-on never
  ase rules scan src/app.js --rules checks/rule.yaml --json

Exit codes: 0 nothing is found, 1 something is, 2 could not run, or not to the end.`;

export function addRulesCommand(program: Command, terminal: Terminal): void {
  const rules = program.command('rules').description('The rule engine alone: scan any folder, try rules on annotated files.');

  rules
    .command('scan')
    .argument('<path>', 'a folder or a file')
    .description('Look for flaws in a folder by rules. Nothing of it is run.')
    .option('--rules <path>', 'a rule file, or a folder of them; may be given more than once', collectOne, [])
    .option('--language <name>', 'only files in this language: javascript, typescript, php, python; may be given more than once', collect, [])
    .option('--sarif <file>', 'write the findings as SARIF 2.1.0')
    .option('--json', 'print the findings as JSON on stdout')
    .addOption(new Option('--fail-on <what>', 'exit with 1 at a finding, at one of this severity or worse, or never').choices(['finding', 'warning', 'error', 'never']).default('finding'))
    .option('--vendored', 'look into node_modules and the like too')
    .option('--max-size <kib>', 'leave larger files out', wholeNumber(1), MAX_SIZE_KIB)
    .addHelpText('after', SCAN_EXAMPLES)
    .action(async (path: string, flags: ScanFlags) => (await import('../actions/rules.ts')).scan(path, flags, terminal));
  rules
    .command('test')
    .argument('<path>', 'a folder of rule files, or a rule file')
    .description('Hold rules against the annotated files beside them: x.yaml against x.js, x.ts, x.py, …, and the folder x.')
    .option('--json', 'print the result as JSON on stdout')
    .addHelpText('after', '\nExample:\n  ase rules test my-rules\n\nExit code 1: a line is missed, or found that should not be.')
    .action(async (path: string, flags: { readonly json?: boolean }) => (await import('../actions/rules-test.ts')).testRules(path, flags, terminal));
  rules
    .command('validate')
    .argument('<path...>', 'rule files, or folders of them')
    .description('Say everything that is wrong with rule files.')
    .addHelpText('after', '\nExample:\n  ase rules validate my-rules')
    .action(async (paths: string[]) => (await import('../actions/rules.ts')).validate(paths, terminal));

  rules
    .command('contract')
    .argument('<input>', 'a JSON file: path, language, vuln_type')
    .argument('<output>', 'the JSON file that gets detected_vul_num and error_message')
    .description('Scan as an image of A.S.E. does: what is asked and answered are files.')
    .requiredOption('--rules <path>', 'a rule file, or a folder of them; may be given more than once', collectOne, [])
    .option('--max-size <kib>', 'leave larger files out', wholeNumber(1), MAX_SIZE_KIB)
    .addHelpText('after', '\nExample:\n  ase rules contract input.json output.json --rules my-rules')
    .action(async (input: string, output: string, flags: ContractFlags) => (await import('../actions/rules-contract.ts')).answerContract([input, output], flags, terminal));

  rules.action(() => {
    throw new AseError('bad-input', 'ase rules needs one of scan, test, validate, contract', { remedy: 'See ase rules --help.' });
  });
}
