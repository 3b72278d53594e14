import { join } from 'node:path';
import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import { languageOf } from '../../taint/languages/languages.ts';
import { sarifOf, type SarifNote } from '../../taint/output/sarif.ts';
import { traceText } from '../../taint/output/trace-text.ts';
import type { Rule } from '../../taint/rules/rule.ts';
import { shownCode } from '../../taint/text-places.ts';
import { writeFileAtomic } from '../../util/files.ts';
import type { GrammarName } from '../../util/grammars.ts';
import { RULES_FOLDER, toolVersion } from '../package-facts.ts';
import { duration } from '../progress.ts';
import { analyseFiles } from '../rules/analyse-files.ts';
import { loadRules } from '../rules/load-rules.ts';
import { type SourceTree, walkTree, type WalkOptions } from '../rules/walk-tree.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

export interface ScanFlags {
  readonly rules: readonly string[];
  readonly language: readonly string[];
  readonly sarif?: string;
  readonly json?: boolean;
  readonly failOn: FailOn;
  readonly vendored?: boolean;
  readonly maxSize: number;
}

type FailOn = 'finding' | 'warning' | 'error' | 'never';

const FAILING: Readonly<Record<FailOn, readonly Finding['severity'][]>> = { finding: ['error', 'warning', 'note'], warning: ['error', 'warning'], error: ['error'], never: [] };
const LANGUAGES: Readonly<Record<string, readonly GrammarName[]>> = { javascript: ['javascript'], typescript: ['typescript', 'tsx'], php: ['php'], python: ['python'] };
const KIB = 1024;
const MAX_NAMED = 5;

/** `ase rules scan PATH` */
export async function scan(path: string, flags: ScanFlags, terminal: Terminal): Promise<void> {
  const started = performance.now();
  const { rules, tree } = flags.rules.length === 0 ? await withGeneralPack(path, flags) : await withRules(path, flags);
  const { findings, failed, partial } = await analyseFiles(tree.files, rules, (done) => terminal.status(`${done}/${tree.files.length} files`));
  if (flags.sarif !== undefined) {
    const notes: SarifNote[] = [...tree.skipped.map(({ reason, count, examples }) => ({ level: 'note' as const, text: `left out, ${reason}: ${count} (${examples.join(', ')})` })), ...partial.map((file) => ({ level: 'note' as const, text: `understood in parts only: ${file}` })), ...failed.map((each) => ({ level: 'error' as const, text: `${each.path}: ${each.why}` }))];
    await writeFileAtomic(flags.sarif, `${JSON.stringify(sarifOf({ findings, rules, toolVersion: toolVersion(), notes }), null, 2)}\n`);
  }
  if (flags.json === true) terminal.out(JSON.stringify({ rules: rules.length, files: tree.files.length, findings, skipped: tree.skipped, failed, partial }));
  else show(findings, tree, terminal);
  for (const { reason, count, examples } of tree.skipped) terminal.note(terminal.safe(`left out, ${reason}: ${count} (${examples.join(', ')}${count > examples.length ? ', …' : ''})`));
  if (partial.length > 0) terminal.note(terminal.safe(`understood in parts only: ${counted(partial.length, 'file')} (${partial.slice(0, MAX_NAMED).join(', ')}${partial.length > MAX_NAMED ? ', …' : ''})`));
  for (const each of failed) terminal.note(terminal.safe(`could not be analysed: ${each.path}: ${each.why}`));
  terminal.note(`${counted(findings.length, 'finding')} by ${counted(rules.length, 'rule')} in ${counted(tree.files.length, 'file')}, ${duration(performance.now() - started)}${flags.sarif === undefined ? '' : terminal.safe(`: ${shownPath(flags.sarif)}`)}`);
  if (failed.length > 0) throw new AseError('unavailable', `a rule could not be asked about a file, ${counted(failed.length, 'time')}`, { remedy: 'See above which; what was found elsewhere is above too. A pattern with fewer ellipses needs fewer comparisons.' });
  if (findings.some(({ severity }) => FAILING[flags.failOn].includes(severity))) process.exitCode = 1;
}

interface Asked {
  readonly rules: readonly Rule[];
  readonly tree: SourceTree;
}

async function withRules(path: string, flags: ScanFlags): Promise<Asked> {
  const rules = await loadRules(flags.rules);
  const wanted = grammarsOf(flags.language);
  const grammars = new Set(rules.flatMap((rule) => rule.grammars).filter((grammar) => wanted.has(grammar)));
  return { rules, tree: walkTree(path, walkOptions(flags, grammars)) };
}

/** Our own rules, of the languages that are there. */
async function withGeneralPack(path: string, flags: ScanFlags): Promise<Asked> {
  const tree = walkTree(path, walkOptions(flags, grammarsOf(flags.language)));
  const languages = new Set(tree.files.map(({ grammar }) => languageOf(grammar).name));
  return { rules: languages.size === 0 ? [] : await loadRules([...languages].sort().map((language) => join(RULES_FOLDER, language))), tree };
}

function walkOptions({ maxSize, vendored }: ScanFlags, grammars: ReadonlySet<GrammarName>): WalkOptions {
  return { grammars, maxBytes: maxSize * KIB, vendored: vendored ?? false };
}

/** `ase rules validate FILE…`: rule files that can be used, or all their faults. */
export async function validate(paths: readonly string[], terminal: Terminal): Promise<void> {
  const rules: readonly Rule[] = await loadRules(paths);
  terminal.out(`${counted(rules.length, 'rule')}, nothing is wrong with ${rules.length === 1 ? 'it' : 'them'}.`);
}

function show(findings: readonly Finding[], { files }: SourceTree, { out, safe, width, ascii }: Terminal): void {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const codeAt = ({ file, line }: Finding['place']): string => shownCode(texts.get(file)?.split(/\r\n|\r|\n/, line)[line - 1] ?? '');
  for (const finding of findings) for (const line of [...traceText(finding, { safe, codeAt, width, ascii }), '']) out(line);
}

/** @throws AseError `unknown-name` */
export function grammarsOf(languages: readonly string[]): ReadonlySet<GrammarName> {
  const unknown = languages.find((name) => !Object.hasOwn(LANGUAGES, name));
  if (unknown !== undefined) throw new AseError('unknown-name', `there is no language ${JSON.stringify(unknown)}`, { remedy: `There are: ${Object.keys(LANGUAGES).join(', ')}.` });
  return new Set((languages.length === 0 ? Object.keys(LANGUAGES) : languages).flatMap((name) => LANGUAGES[name] ?? []));
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
