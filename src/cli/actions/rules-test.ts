import process from 'node:process';
import { AseError, FaultsError } from '../../contract/errors.ts';
import { type AnnotationResult, compareAnnotations } from '../../taint/rules/annotations.ts';
import { analyseFiles } from '../rules/analyse-files.ts';
import { type AnnotatedFile, annotatedFiles, walkOnce } from '../rules/annotated-files.ts';
import { readRuleFiles, type RuleFile } from '../rules/load-rules.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from './rules.ts';

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
    // As in Semgrep, tests lie where rules hold for nothing: `paths` is not asked.
    for (const source of annotated) tested.push(await testFile(source, { ...file, rules: file.rules.map((rule) => ({ ...rule, paths: null })) }));
  }
  const results = tested.flatMap((file) => file.results);
  const count = (kind: AnnotationResult['kind']): number => results.filter((result) => result.kind === kind).length;
  if (json === true) terminal.out(JSON.stringify({ files: tested }));
  else for (const line of tested.flatMap(differences)) terminal.out(terminal.safe(line));
  terminal.note(`${counted(ruleFiles.length, 'rule file')}, ${counted(tested.length, 'annotated file')}: ${count('expected')} as expected, ${count('missed')} missed, ${count('unexpected')} unexpected, ${count('todo-missed') + count('todo-unexpected')} known to be wrong`);
  if (tested.length === 0 || results.some(({ kind }) => BAD.has(kind))) process.exitCode = 1;
}

async function testFile({ shown, ...source }: AnnotatedFile, { rules }: RuleFile): Promise<TestedFile> {
  const { findings, failed } = await analyseFiles([source], rules, () => undefined);
  const [first] = failed;
  if (first !== undefined) throw new AseError('unavailable', `${shown}: ${first.why}`, { remedy: 'A pattern with fewer ellipses needs fewer comparisons.' });
  return { path: shown, results: compareAnnotations(source.text, findings.map(({ rule, place }) => ({ rule, line: place.line }))) };
}

function differences({ path, results }: TestedFile): string[] {
  return results.filter(({ kind }) => kind !== 'expected').map(({ kind, line, rule }) => `${path}:${line}: ${kind}: ${rule}`);
}
