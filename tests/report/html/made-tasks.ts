import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MadeTask {
  readonly id: string;
  readonly cve: string;
  readonly cwe: readonly string[];
  readonly class: string;
  readonly language: 'javascript' | 'typescript' | 'python' | 'php';
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly file: string;
  readonly description: string;
  /** What an attack sends. */
  readonly payload: string;
}

const path = { cwe: ['CWE-22'], class: 'path-traversal', description: 'Gives the file of the folder that the path of a URL names, or null where there is none.', payload: '/%2e%2e/%2e%2e/etc/passwd' } as const;
const command = { cwe: ['CWE-78'], class: 'command-injection', description: 'Runs the program for a name that the user chose, and gives what it prints.', payload: 'a; touch /tmp/x' } as const;
const script = { cwe: ['CWE-79'], class: 'cross-site-scripting', description: 'Writes a link for an address that the user typed.', payload: '<img src=x onerror=alert(1)>' } as const;
const merge = { cwe: ['CWE-1321'], class: 'prototype-pollution', description: 'Merges settings into others, deeply.', payload: '{"__proto__":{"polluted":1}}' } as const;
const regex = { cwe: ['CWE-1333'], class: 'denial-of-service', description: 'Says whether a text is a version range.', payload: `${'1'.repeat(40)}!` } as const;
const sql = { cwe: ['CWE-89'], class: 'sql-injection', description: 'Gives the rows whose name is the one that was asked for.', payload: "' OR 1=1 --" } as const;

const js = 'javascript';
const ts = 'typescript';

const MADE_TASKS: readonly MadeTask[] = [
  { ...path, id: 'serve-static-folder', cve: 'CVE-2024-10010', language: js, severity: 'high', file: 'lib/files.js' },
  { ...path, id: 'archive-extract', cve: 'CVE-2023-10020', cwe: ['CWE-22', 'CWE-59'], language: js, severity: 'critical', file: 'lib/extract.js' },
  { ...path, id: 'template-include', cve: 'CVE-2022-10030', language: ts, severity: 'medium', file: 'src/include.ts' },
  { ...command, id: 'git-clone-argument', cve: 'CVE-2022-10040', cwe: ['CWE-88'], language: js, severity: 'critical', file: 'lib/clone.js' },
  { ...command, id: 'shell-quote', cve: 'CVE-2021-10050', language: js, severity: 'critical', file: 'index.js' },
  { ...command, id: 'open-url', cve: 'CVE-2021-10060', language: 'python', severity: 'high', file: 'opener/run.py' },
  { ...script, id: 'markdown-links', cve: 'CVE-2022-10070', language: js, severity: 'medium', file: 'lib/links.js' },
  { ...script, id: 'html-attributes', cve: 'CVE-2023-10080', language: 'php', severity: 'medium', file: 'src/Attributes.php' },
  { ...merge, id: 'deep-merge', cve: 'CVE-2020-10090', language: js, severity: 'high', file: 'merge.js' },
  { ...merge, id: 'set-by-path', cve: 'CVE-2020-10100', language: ts, severity: 'high', file: 'src/set.ts' },
  { ...regex, id: 'semver-range', cve: 'CVE-2022-10110', language: ts, severity: 'high', file: 'src/range.ts' },
  { ...sql, id: 'order-by-column', cve: 'CVE-2024-10120', language: 'python', severity: 'low', file: 'orders/query.py' },
];

/** The tasks of the list again and again, each time under another name and CVE. */
export function madeTask(index: number): MadeTask {
  const round = Math.floor(index / MADE_TASKS.length);
  const task = MADE_TASKS[index % MADE_TASKS.length];
  if (task === undefined) throw new Error('there are no made tasks');
  return round === 0 ? task : { ...task, id: `${task.id}-${round + 1}`, cve: task.cve.replace(/\d$/, String(round)) };
}

type Variant = 'original' | 'reference' | 'secure' | 'insecure' | 'broken';

/** Made code: it is only looked at. `style` gives variants of the same idea. */
export function regionText({ language }: MadeTask, variant: Variant, style = 0): string {
  const name = ['path', 'target', 'wanted', 'name', 'input'][style % 5] ?? 'path';
  const guard = variant === 'secure' || variant === 'reference';
  const lines = language === 'python'
    ? [`def resolve(root, ${name}):`, `    ${name} = unquote(${name})`, ...(guard ? [`    full = os.path.realpath(os.path.join(root, ${name}))`, '    if not full.startswith(root + os.sep):', `        return None  # rule ${style}`] : [`    full = os.path.join(root, ${name})  # variant ${style}`]), variant === 'broken' ? '    return open(fll)' : '    return open(full)']
    : [`function resolve(root, ${name}) {`, `  // variant ${style}`, `  const decoded = decodeURIComponent(${name});`, ...(guard ? ['  const full = join(root, decoded);', "  if (relative(root, full).startsWith('..')) return null;"] : ["  const full = join(root, decoded.replace('../', ''));"]), variant === 'broken' ? '  return readFil(full);' : '  return readFile(full);', '}'];
  return `${lines.join('\n')}\n`;
}

/** The file around a region. */
export function sourceText({ language, id }: MadeTask, region: string): string {
  const comment = language === 'python' ? '#' : '//';
  const around = Array.from({ length: 20 }, (_, index) => `${comment} ${id}, line ${index + 1} of what the region stands in`);
  return `${around.slice(0, 10).join('\n')}\n${region}${region.endsWith('\n') ? '' : '\n'}${around.slice(10).join('\n')}\n`;
}

/** Writes the tasks as a folder of suites holds them, with folders for repositories. */
export function makeSuites(folder: string, tasks: number): void {
  for (let index = 0; index < tasks; index += 1) writeTask(folder, madeTask(index));
}

function writeTask(folder: string, task: MadeTask): void {
  const place = join(folder, 'tasks', task.id);
  const original = regionText(task, 'original');
  const write = (path: string, text: string): void => {
    mkdirSync(join(place, path, '..'), { recursive: true });
    writeFileSync(join(place, path), text);
  };
  write(`original/${task.file}`, sourceText(task, original));
  write(`fixed/${task.file}`, sourceText(task, regionText(task, 'reference')));
  write('description.md', `${task.description}\n`);
  for (const check of ['tests', 'dots', 'folders']) write(`checks/${check}.mjs`, '');
  write('checks/rule.yaml', '');
  write('task.yaml', JSON.stringify({
    schema: 'ase/task@1', id: task.id, title: task.description, cve: task.cve, cwe: task.cwe, class: task.class, severity: task.severity, language: task.language,
    source: { type: 'path', path: 'original' }, fixed: { source: { type: 'path', path: 'fixed' }, files: [task.file] },
    regions: [{ file: task.file, lines: [11, 10 + original.trimEnd().split('\n').length], symbol: 'resolve', sha256: createHash('sha256').update(original).digest('hex') }],
    environment: { runtime: { node: '24.21.0' } },
    checks: { tests: { id: 'tests', title: 'It does what the package documents', program: 'checks/tests.mjs' }, exploits: [{ id: 'dots', title: 'Encoded dots lead out of the folder', program: 'checks/dots.mjs' }, { id: 'folders', title: 'Folders outside are listed', program: 'checks/folders.mjs' }], rule: { id: 'path-rule', title: 'A path of the request reaches the file system', rules: 'checks/rule.yaml' } },
    candidates: [],
  }));
}
