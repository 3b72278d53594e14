import { readTreeFile } from '../../context/read-tree-file.ts';
import type { Finding } from '../../contract/findings.ts';
import type { Task } from '../../contract/task.ts';
import { areaOf, type LineRange, touches } from './changed-lines.ts';
import type { ForeignFinding } from './sarif-findings.ts';

/** No file of a repository that is looked at is larger. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_CODE = 200;

export interface Judged {
  readonly task: Pick<Task, 'regions'>;
  /** The folder of the vulnerable repository. */
  readonly repository: string;
  readonly changed: ReadonlyMap<string, Buffer>;
}

/** The files of the fix as the fixed repository has them: what the reference changes. */
export function referenceChange({ fixed }: Pick<Task, 'fixed'>, tree: string): ReadonlyMap<string, Buffer> {
  return new Map((fixed?.files ?? []).flatMap((file) => {
    const content = readTreeFile(tree, file, MAX_FILE_BYTES);
    return content === null ? [] : [[file, content] as const];
  }));
}

/** By file, the lines that a finding counts in: those of the regions, and what else was changed. */
export function areasOf({ task, repository, changed }: Judged): ReadonlyMap<string, readonly LineRange[]> {
  const files = new Set([...task.regions.map(({ file }) => file), ...changed.keys()]);
  return new Map([...files].map((file) => {
    const before = readTreeFile(repository, file, MAX_FILE_BYTES);
    const regions = task.regions.filter((region) => region.file === file).map(({ lines }) => lines);
    return [file, areaOf({ before, after: changed.get(file) ?? before ?? Buffer.alloc(0), regions })] as const;
  }));
}

/** The findings that lie or pass through the areas, of some rules or of all; one that is told twice counts once. */
export function findingsIn(areas: ReadonlyMap<string, readonly LineRange[]>, findings: readonly ForeignFinding[], rules: readonly string[] | undefined): Finding[] {
  const wanted = rules === undefined ? null : new Set(rules);
  const found = new Map<string, Finding>();
  for (const { finding, places } of findings) {
    if (wanted !== null && !wanted.has(finding.rule)) continue;
    if (!places.some(({ file, line, endLine }) => touches(areas.get(file) ?? [], line, endLine))) continue;
    const { file, line, column } = finding.place;
    found.set(JSON.stringify([finding.rule, file, line, column]), finding);
  }
  return [...found.values()];
}

/** Of each rule as many findings as there are more than in the control: the last ones, for want of knowing which. */
export function surplus(findings: readonly Finding[], control: readonly Finding[]): Finding[] {
  const known = Map.groupBy(control, ({ rule }) => rule);
  return [...Map.groupBy(findings, ({ rule }) => rule)].flatMap(([rule, group]) => group.slice(known.get(rule)?.length ?? 0));
}

/** A finding whose steps show their code where the program left it out. */
export function withCode(finding: Finding, { repository, changed }: Pick<Judged, 'repository' | 'changed'>): Finding {
  const files = new Map<string, readonly string[]>();
  const codeAt = (file: string, line: number): string => {
    const known = files.get(file) ?? (changed.get(file) ?? readTreeFile(repository, file, MAX_FILE_BYTES) ?? Buffer.alloc(0)).toString('utf8').split('\n');
    files.set(file, known);
    return (known[line - 1] ?? '').slice(0, MAX_CODE).toWellFormed().trim();
  };
  return { ...finding, trace: finding.trace.map((step) => (step.text === '' ? { ...step, text: codeAt(step.place.file, step.place.line) } : step)) };
}

