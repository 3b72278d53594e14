import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AseError } from '../../contract/errors.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import type { Rule } from '../../taint/rules/rule.ts';
import { analyseFiles } from '../rules/analyse-files.ts';
import { loadRules } from '../rules/load-rules.ts';
import { walkTree } from '../rules/walk-tree.ts';
import type { Terminal } from '../terminal.ts';
import { counted, grammarsOf } from './rules.ts';

export interface ContractFlags {
  readonly rules: readonly string[];
  readonly maxSize: number;
}

const inputSchema = z.object({
  path: z.string().min(1),
  language: z.string().optional(),
  vuln_type: z.union([z.string(), z.array(z.string())]).optional(),
});

/** What A.S.E. calls its four kinds of flaws. Of any other, and where none is named, all rules are asked. */
const WEAKNESSES: ReadonlyMap<string, readonly string[]> = new Map([
  ['sql injection', ['CWE-89', 'CWE-564', 'CWE-943']],
  ['xss', ['CWE-79', 'CWE-80', 'CWE-83', 'CWE-87']],
  ['command injection', ['CWE-77', 'CWE-78', 'CWE-88']],
  ['path traversal', ['CWE-22', 'CWE-23', 'CWE-35', 'CWE-36', 'CWE-73']],
]);
const KIB = 1024;
const MAX_MESSAGE = 2_000;

/**
 * `ase rules contract INPUT OUTPUT`: A.S.E.'s contract of an image. Whatever goes wrong with the scan is written as -1; the exit code says only whether the output is written.
 * @throws AseError where it cannot be written
 */
export async function answerContract([input, output]: readonly [string, string], flags: ContractFlags, terminal: Terminal): Promise<void> {
  let answer: ContractAnswer;
  try {
    answer = await scanFor(await readInput(input), flags);
  } catch (error) {
    answer = { detected_vul_num: -1, error_message: (error instanceof Error ? error.message : String(error)).slice(0, MAX_MESSAGE).toWellFormed() };
  }
  // In its place: a file that is mounted alone cannot be replaced.
  await withDiskErrors(output, () => writeFile(output, `${JSON.stringify(answer)}\n`));
  terminal.note(terminal.safe(answer.detected_vul_num === -1 ? `the scan failed: ${answer.error_message}` : counted(answer.detected_vul_num, 'finding')));
}

interface ContractAnswer {
  readonly detected_vul_num: number;
  readonly error_message: string;
}

async function readInput(path: string): Promise<z.infer<typeof inputSchema>> {
  const parsed = inputSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AseError('bad-input', `the input is not of the contract: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

async function scanFor({ path, language, vuln_type: types = [] }: z.infer<typeof inputSchema>, flags: ContractFlags): Promise<ContractAnswer> {
  const wanted = grammarsOf(language === undefined ? [] : [language.toLowerCase()]);
  const asked = (await loadRules(flags.rules)).filter(({ cwe, grammars }) => isAbout(cwe, [types].flat()) && grammars.some((grammar) => wanted.has(grammar)));
  if (asked.length === 0) throw new AseError('bad-input', `no rule is about ${[types].flat().join(', ') || 'anything'} in ${language ?? 'any language'}`);
  const tree = walkTree(path, { grammars: new Set(asked.flatMap(({ grammars }) => grammars).filter((grammar) => wanted.has(grammar))), maxBytes: flags.maxSize * KIB, vendored: false });
  const { findings, failed } = await analyseFiles(tree.files, asked, () => undefined);
  const faults = failed.map((each) => `${each.path}: ${each.why}`).join('; ');
  return { detected_vul_num: findings.length, error_message: faults.slice(0, MAX_MESSAGE).toWellFormed() };
}

/** A rule that names no weakness may be about any. */
function isAbout(cwe: Rule['cwe'], types: readonly string[]): boolean {
  const named = types.map((type) => WEAKNESSES.get(type.toLowerCase()));
  if (cwe.length === 0 || named.length === 0) return true;
  return named.some((weaknesses) => weaknesses === undefined || weaknesses.some((weakness) => cwe.includes(weakness)));
}
