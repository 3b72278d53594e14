import { readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError, type Fault, FaultsError } from '../../contract/errors.ts';
import { readRules } from '../../taint/rules/read-rules.ts';
import type { Rule } from '../../taint/rules/rule.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { shownPath } from '../shown-path.ts';

/** A rule file as it was read. */
export interface RuleFile {
  readonly path: string;
  readonly rules: readonly Rule[];
  readonly faults: readonly Fault[];
}

const RULE_FILE = /\.ya?ml$/;

/** The rule files that are named, and those in folders that are named; sorted within a folder. @throws AseError `not-found`, `permission`, `bad-input` where there are none */
export async function readRuleFiles(paths: readonly string[]): Promise<RuleFile[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await ruleFilesAt(path)));
  if (files.length === 0) throw new AseError('bad-input', `no rule file is in ${paths.map(shownPath).join(', ')}`, { remedy: 'Rule files end in .yaml or .yml (docs/rules.md).' });
  return Promise.all(files.map(async (path) => ({ path, ...(await readRules(await withDiskErrors(path, () => readFile(path, 'utf8')), shownPath(path))) })));
}

/** Links are not followed, so that a folder cannot lead out of itself. */
async function ruleFilesAt(path: string): Promise<string[]> {
  const found = await withDiskErrors(path, () => stat(path));
  if (!found.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && RULE_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** All rules of files and folders. @throws FaultsError with the faults of all of them; AseError as readRuleFiles does */
export async function loadRules(paths: readonly string[]): Promise<Rule[]> {
  const files = await readRuleFiles(paths);
  const faults = files.flatMap((file) => file.faults);
  const places = new Map<string, string>();
  for (const { path, rules } of files) {
    for (const { id } of rules) {
      const other = places.get(id);
      if (other !== undefined && other !== path) faults.push({ file: shownPath(path), line: null, column: null, field: 'id', found: `${JSON.stringify(id)}, which ${shownPath(other)} has too`, expected: 'a name of its own for each rule' });
      places.set(id, path);
    }
  }
  if (faults.length > 0) throw new FaultsError('the rules cannot be used', faults);
  return files.flatMap((file) => file.rules);
}
