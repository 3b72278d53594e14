// Prints how often the rules for PHP are right about the suite of small programs by Stivalet (SARD): see docs/rules-accuracy.md.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModels } from '../src/cli/rules/load-models.ts';
import { loadRules } from '../src/cli/rules/load-rules.ts';
import { analyse } from '../src/taint/analyse.ts';
import { indexFile } from '../src/taint/index-file.ts';
import { languageOf } from '../src/taint/languages/languages.ts';
import type { Models } from '../src/taint/models/models.ts';
import { type Rule, SOURCE_KINDS } from '../src/taint/rules/rule.ts';
import { loadSourceParser } from '../src/taint/tree/parse.ts';

/** Folders of the suite, and the rules that are asked about them. The suite says 91 of what is 643 by now, and 95 of what is a kind of 94. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ['Injection/CWE_78', 'cwe-078.yaml'],
  ['Injection/CWE_89', 'cwe-089.yaml'],
  ['Injection/CWE_90', 'cwe-090.yaml'],
  ['Injection/CWE_91', 'cwe-643.yaml'],
  ['Injection/CWE_95', 'cwe-094.yaml'],
  ['Injection/CWE_98', 'cwe-098.yaml'],
  ['URF/CWE_601', 'cwe-601.yaml'],
  ['XSS/CWE_79', 'cwe-079.yaml'],
];

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const [root, every = '1', only = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (root === undefined) throw new Error('usage: node scripts/measure-sard.ts FOLDER [EVERY-NTH [CWE_x]] [--verbose]');

interface Program {
  readonly name: string;
  readonly text: string;
  readonly isUnsafe: boolean;
}

/** Files whose label is wrong for all of their kind (static-analysis.md, "Corpora"). */
const MISLABELLED: readonly ((program: Program) => boolean)[] = [
  // They test a variable that never gets a value, and use that.
  ({ name, isUnsafe }) => isUnsafe && name.includes('VALIDATION-email_filter'),
  ({ text, isUnsafe }) => isUnsafe && /sprintf\([^)]{0,200}%d/u.test(text),
  // `$tained = escapeshellarg($tained)`: the data goes on as it was.
  ({ name, isUnsafe }) => !isUnsafe && name.includes('func_escapeshellarg'),
  // `= >` is no PHP.
  ({ text, isUnsafe }) => !isUnsafe && text.includes('= >'),
];

/** Kinds whose label we hold for wrong beyond those, each for a reason that anybody can check; they were found where the engine disagreed. Counted, and counted apart. */
const DISPUTED: readonly ((program: Program) => boolean)[] = [
  // A backslash before a quote means nothing within a shell's single quotes, in XPath and in HTML, and `</script>` ends a script's text whatever stands before it.
  ({ name, isUnsafe }) => !isUnsafe && /^CWE_(?:78|79|91)_.*(?:magic_quotes|addslashes|mysql_real_escape)/u.test(name),
  // What escapes for HTML or PostgreSQL leaves `*`, `(` and `)` of LDAP as they are; what leaves nothing but letters and digits leaves no danger.
  ({ name, isUnsafe }) => !isUnsafe && /^CWE_90_.*(?:special_chars_filter|pg_escape_literal)/u.test(name),
  ({ name, isUnsafe }) => isUnsafe && /^CWE_90_.*preg_replace2/u.test(name),
  // Quotes are of no importance in paths, `../` is; the filter for e-mail addresses takes every slash away.
  ({ name, isUnsafe }) => !isUnsafe && /^CWE_98_.*(?:magic_quotes|addslashes|html(?:entities|specialchars)|mysql_real_escape|preg_replace__)/u.test(name),
  ({ name, isUnsafe }) => isUnsafe && /^CWE_98_.*CLEANING-email/u.test(name),
  // Behind `pages/` nothing is a host; without a colon and a slash a URL stays on the site.
  ({ name, isUnsafe }) => isUnsafe && /^CWE_601_.*(?:_file_id-|only_letters|letters_numbers|preg_replace2|CLEANING-email)/u.test(name),
  // They print a constant of that name, not the data.
  ({ text, isUnsafe }) => isUnsafe && text.includes('. checked_data .'),
  // One of two constants, or a number, wherever it stands.
  ({ name, isUnsafe }) => isUnsafe && /^CWE_79_.*(?:white_?list|number_(?:int|float)_filter)/u.test(name),
  // Only letters, digits, `-`, `_`, `.`, `~`, `+` and `%` are left (and `=`, `&` of a query): no place but a name is left by these, and none of code says anything.
  ({ name, isUnsafe }) => isUnsafe && /^CWE_79_.*(?:urlencode|http_build_query)__(?!.*_Name)/u.test(name),
  // A comment ends at `>`, text at `<`: both are gone.
  ({ name, isUnsafe }) => isUnsafe && /^CWE_79_.*(?:special_?chars|htmlentities|CLEANING-email).*-comment/u.test(name),
  ({ name, isUnsafe }) => isUnsafe && /^CWE_79_.*CLEANING-email.*Use_untrusted_data-(?:body|div)/u.test(name),
  // `onmouseover="x="` has its end before the data, which names attributes; what HTML's escapes put there is decoded before a handler runs.
  ({ name, isUnsafe }) => !isUnsafe && /^CWE_79_.*(?:special_?chars|htmlentities).*doublequoted_Event_Handler/u.test(name),
  ({ name, isUnsafe }) => !isUnsafe && /^CWE_79_.*(?:special_?chars|htmlentities|preg_replace__).*-quoted_Event_Handler/u.test(name),
  // Without single quotes, `</script>` still ends the script.
  ({ name, isUnsafe }) => !isUnsafe && /^CWE_79_.*preg_replace__.*(?:-quoted_String|side_Quoted_Expr)/u.test(name),
];

async function isFound(rules: readonly Rule[], models: ReadonlyMap<string, Models>, { name, text }: Program): Promise<boolean> {
  const tree = (await loadSourceParser('php'))(text);
  return analyse([indexFile({ path: name, tree, support: languageOf('php') }, rules)], rules, models).findings.length > 0;
}

async function programsIn(folder: string): Promise<Program[]> {
  const found: Program[] = [];
  for (const label of ['safe', 'unsafe']) {
    const names = (await readdir(join(folder, label))).filter((name) => name.endsWith('.php')).sort();
    for (const name of names.filter((_, at) => at % Number(every) === 0)) found.push({ name, text: await readFile(join(folder, label, name), 'utf8'), isUnsafe: label === 'unsafe' });
  }
  return found;
}

/** What is wrong with a verdict, by parts of the file's name: where data comes from, what is done to it, what it is put into. */
function kindsOf({ name, isUnsafe }: Program): string[] {
  const [, source = '', sanitizer = '', construction = ''] = name.replace('.php', '').split('__');
  return [`source ${source}`, `sanitizer ${sanitizer}`, `construction ${construction}`].map((kind) => `${isUnsafe ? 'missed' : 'false alarm'}: ${kind}`);
}

const share = (some: number, all: number): string => `${some} of ${all} (${((100 * some) / Math.max(1, all)).toFixed(2)} %)`;

/** What the engine said, against the labels. */
interface Counts {
  unsafe: number;
  caught: number;
  safe: number;
  alarms: number;
}

function count(counts: Counts, isUnsafe: boolean, isCaught: boolean): void {
  counts[isUnsafe ? 'unsafe' : 'safe'] += 1;
  if (isCaught) counts[isUnsafe ? 'caught' : 'alarms'] += 1;
}

const told = ({ unsafe, caught, safe, alarms }: Counts): string => `caught ${share(caught, unsafe)}, false alarms ${share(alarms, safe)}`;

async function main(folder: string): Promise<void> {
  const models = await loadModels('models', ['php']);
  for (const [part, ruleFile] of FOLDERS.filter(([name]) => name.endsWith(only))) {
    // The suite takes sessions, files and what programs print for an attacker's, too.
    const rules = (await loadRules([join('rules/php', ruleFile)])).map((rule) => (rule.taint === null ? rule : { ...rule, taint: { ...rule.taint, kinds: SOURCE_KINDS } }));
    const [all, undisputed]: readonly [Counts, Counts] = [{ unsafe: 0, caught: 0, safe: 0, alarms: 0 }, { unsafe: 0, caught: 0, safe: 0, alarms: 0 }];
    const wrong = new Map<string, number>();
    const programs = (await programsIn(join(folder, part))).filter((program) => !MISLABELLED.some((isKind) => isKind(program)));
    for (const program of programs) {
      const isCaught = await isFound(rules, models, program);
      const isDisputed = DISPUTED.some((isKind) => isKind(program));
      count(all, program.isUnsafe, isCaught);
      if (!isDisputed) count(undisputed, program.isUnsafe, isCaught);
      for (const kind of isCaught === program.isUnsafe ? [] : kindsOf(program)) wrong.set(`${kind}${isDisputed ? ' (disputed)' : ''}`, (wrong.get(`${kind}${isDisputed ? ' (disputed)' : ''}`) ?? 0) + 1);
    }
    process.stdout.write(`${part}: ${told(all)}; without disputed labels: ${told(undisputed)}\n`);
    if (flags.includes('--verbose')) for (const [kind, times] of [...wrong].sort(([a], [b]) => (a < b ? -1 : 1))) process.stdout.write(`  ${times} ${kind}\n`);
  }
}

await main(root);
