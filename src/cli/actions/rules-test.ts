import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { AseError, FaultsError } from '../../contract/errors.ts';
import { type AnnotationResult, compareAnnotations } from '../../taint/rules/annotations.ts';
import { ALL_GRAMMARS } from '../../taint/rules/rule-files.ts';
import { analyseFiles } from '../rules/analyse-files.ts';
import { readRuleFiles, type RuleFile } from '../rules/load-rules.ts';
import { type SourceFile, walkTree } from '../rules/walk-tree.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from './rules.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const BAD: ReadonlySet<AnnotationResult['kind']> = new Set(['missed', 'unexpected']);

interface TestedFile {
  readonly path: string;
  readonly results: readonly AnnotationResult[];
}

/** `ase rules test PATH`: rule files against the annotated files beside them. */
export async function testRules(path: string, { json }: { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  const ruleFiles = await readRuleFiles([path]);
  const faults = ruleFiles.flatMap((file) => file.faults);
  if (faults.length > 0) throw new FaultsError('the rules cannot be used', faults);
  const tested: TestedFile[] = [];
  const sourcesIn = walkOnce();
  for (const file of ruleFiles) {
    const annotated = annotatedFiles(file, sourcesIn);
    if (annotated.length === 0) terminal.note(terminal.safe(`no annotated file is beside ${shownPath(file.path)}`));
    for (const source of annotated) tested.push(await testFile(source, file));
  }
  const results = tested.flatMap((file) => file.results);
  const count = (kind: AnnotationResult['kind']): number => results.filter((result) => result.kind === kind).length;
  if (json === true) terminal.out(JSON.stringify({ files: tested }));
  else for (const line of tested.flatMap(differences)) terminal.out(terminal.safe(line));
  terminal.note(`${counted(ruleFiles.length, 'rule file')}, ${counted(tested.length, 'annotated file')}: ${count('expected')} as expected, ${count('missed')} missed, ${count('unexpected')} unexpected, ${count('todo-missed') + count('todo-unexpected')} known to be wrong`);
  if (tested.length === 0 || results.some(({ kind }) => BAD.has(kind))) process.exitCode = 1;
}

async function testFile({ shown, ...source }: SourceFile & { readonly shown: string }, { rules }: RuleFile): Promise<TestedFile> {
  const { findings, failed } = await analyseFiles([source], rules, () => undefined);
  const [first] = failed;
  if (first !== undefined) throw new AseError('unavailable', `${shown}: ${first.why}`, { remedy: 'A pattern with fewer ellipses needs fewer comparisons.' });
  return { path: shown, results: compareAnnotations(source.text, findings.map(({ rule, place }) => ({ rule, line: place.line }))) };
}

/** Rule files of one folder share what is beside them. */
function walkOnce(): (folder: string) => readonly SourceFile[] {
  const walked = new Map<string, readonly SourceFile[]>();
  return (folder) => {
    const files = walked.get(folder) ?? walkTree(folder, { grammars: ALL_GRAMMARS, maxBytes: MAX_BYTES, vendored: true }).files;
    walked.set(folder, files);
    return files;
  };
}

/** Of `x.yaml`: x.js, x.test.ts … beside it or in the folder `tests` there, and what is in the folder x. */
function annotatedFiles({ path }: RuleFile, sourcesIn: (folder: string) => readonly SourceFile[]): (SourceFile & { readonly shown: string })[] {
  const folder = dirname(path);
  const stem = basename(path).replace(/\.(?:test\.)?ya?ml$/, '');
  const beginnings = [`${stem}.`, `${stem}/`, `tests/${stem}.`, `tests/${stem}/`];
  return sourcesIn(folder).filter((file) => beginnings.some((beginning) => file.path.startsWith(beginning))).map((file) => ({ ...file, shown: shownPath(join(folder, file.path)) }));
}

function differences({ path, results }: TestedFile): string[] {
  return results.filter(({ kind }) => kind !== 'expected').map(({ kind, line, rule }) => `${path}:${line}: ${kind}: ${rule}`);
}
