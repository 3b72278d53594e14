import { z } from 'zod';
import { languageSchema, regionSchema, relativePathSchema, type AseV2Task } from '../contract/task.ts';
import type { FieldReader, RowNote } from './rows.ts';

/** What both data sets say of a task. */
export type Common = Pick<AseV2Task, 'title' | 'cve' | 'cwe' | 'class' | 'language' | 'source' | 'regions'>;

const text = z.string().min(1, 'expected a text that is not empty');
const LANGUAGES = new Map<string, string>([['c++', 'cpp'], ['c#', 'csharp'], ['js', 'javascript'], ['ts', 'typescript'], ['golang', 'go'], ['py', 'python']]);
/** Their words for the classes that ours have names for. */
const CLASSES = new Map<string, string>([['sqli', 'sql-injection'], ['xss', 'cross-site-scripting'], ['ssrf', 'server-side-request-forgery'], ['os-command-injection', 'command-injection']]);

const languageField = text.transform((word) => LANGUAGES.get(word.trim().toLowerCase()) ?? word.trim().toLowerCase()).pipe(languageSchema);
const cweField = text.transform((words) => words.split(/[,;\s]+/).filter((word) => word !== '').map((word) => word.toUpperCase())).pipe(z.array(z.string().regex(/^CWE-\d+$/, 'expected CWE-NUMBER')).min(1, 'expected CWE-NUMBER'));
const cveField = text.transform((word) => word.trim().toUpperCase()).pipe(z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'expected CVE-YEAR-NUMBER'));
const linesField = regionSchema.shape.lines;
const repositoryField = text.refine((word) => /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/.test(word) || /^(?:https?|ssh|git|file):\/\/[^\s]+$/.test(word), 'expected OWNER/NAME or the address of a git repository');
export const commitField = text.regex(/^(?!-)[A-Za-z0-9_.+/-]+[\^~]?$/, 'expected a hash, a tag, HEAD, or one of these followed by ^');

/** `repositories`: where OWNER/NAME is found. Undefined where a field that is needed is wrong; which one, the reader's notes say. */
export function readCommon(fields: FieldReader, repositories: string): Common | undefined {
  const repository = fields.needed('repo', repositoryField);
  const commit = fields.needed('base_commit', commitField);
  const file = fields.needed('vuln_file', relativePathSchema);
  const lines = fields.needed('vuln_lines', linesField);
  const language = fields.needed('language', languageField);
  const cve = fields.needed('vuln_source', cveField);
  const cwe = fields.needed('cwe_id', cweField);
  const kind = fields.optional('vuln_type', text);
  const ref = fields.optional('branch_origin', text.transform((word) => word.split(':', 1)[0]).pipe(z.string().regex(/^(?!-)[A-Za-z0-9_][A-Za-z0-9_.+/-]*$/, 'expected a reference, or REFERENCE:BRANCH')));
  if (repository === undefined || commit === undefined || file === undefined || lines === undefined || language === undefined || cve === undefined || cwe === undefined) return undefined;
  if (lines[0] === lines[1]) fields.note('vuln_lines', 'noted', `a region of one line (${lines[0]})`);
  if (commit === 'HEAD') fields.note('base_commit', 'noted', 'HEAD: whatever the default branch is when it is fetched first');
  else if (!/^[0-9a-f]{40}/.test(commit)) fields.note('base_commit', 'noted', `${commit}: a tag or a short hash`);
  if (repository.includes('://')) fields.note('repo', 'noted', `a whole address: ${repository}`);
  if (ref !== undefined) fields.note('branch_origin', 'noted', `the commit is taken from ${ref}`);
  const url = repository.includes('://') ? repository : `${repositories.replace(/\/+$/, '')}/${repository}`;
  return {
    title: `${repository.replace(/^[a-z]+:\/\/[^/]*\//, '')}, ${file}`,
    cve,
    cwe,
    class: classOf(kind),
    language,
    source: { type: 'git', url, commit, ...(ref === undefined ? {} : { ref }) },
    regions: [{ file, lines }],
  };
}

/** `Out-of-bounds Read` → `out-of-bounds-read` */
function classOf(kind: string | undefined): string {
  const words = (kind ?? '').toLowerCase().replace(/[^a-z]+/g, '-').replace(/^-+|-+$/g, '');
  return CLASSES.get(words) ?? (words === '' ? 'unknown' : words);
}

/** Data sets write it in mixed case, which splits a group in two. */
export function noteMixedCase(notes: RowNote[], spellings: readonly unknown[]): void {
  const lower = spellings.filter((word) => typeof word === 'string' && word !== word.toUpperCase()).length;
  if (lower > 0 && lower < spellings.length) notes.push({ row: 0, id: '', field: 'cwe_id', kind: 'changed', text: `${lower} of ${spellings.length} rows write their CWE in small letters; all are written as CWE-NUMBER here` });
}

const MAX_ID = 60;

/** Gives every row an id of ours. Two that come out alike get -2, -3 … */
export function idMaker(): (id: string) => { readonly id: string; readonly repeats: boolean } {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  return (given) => {
    const base = given.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, MAX_ID) || 'task';
    let count = (seen.get(base) ?? 0) + 1;
    let id = count === 1 ? base : `${base}-${count}`;
    for (; taken.has(id); count += 1) id = `${base}-${count + 1}`;
    seen.set(base, count);
    taken.add(id);
    return { id, repeats: id !== base };
  };
}
