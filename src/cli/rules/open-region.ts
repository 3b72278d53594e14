import { readFile } from 'node:fs/promises';
import { FaultsError } from '../../contract/errors.ts';
import type { IndexedFile } from '../../taint/index-file.ts';
import { indexFile } from '../../taint/index-file.ts';
import { languageOf } from '../../taint/languages/languages.ts';
import { loadModels } from './load-models.ts';
import { openRegionJudge, type RegionJudge } from '../../taint/region-judge.ts';
import { readRules } from '../../taint/rules/read-rules.ts';
import { grammarOf } from '../../taint/rules/rule-files.ts';
import { loadSourceParser, type Parse } from '../../taint/tree/parse.ts';
import type { GrammarName } from '../../util/grammars.ts';
import { shownPath } from '../shown-path.ts';
import { walkTree } from './walk-tree.ts';

export interface RegionRuleInput {
  /** The folder of the vulnerable repository. */
  readonly repository: string;
  readonly ruleFile: string;
  /** The folder of the framework models. */
  readonly models: string;
  /** Files of the fix, as text. */
  readonly reference: ReadonlyMap<string, string>;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** The judge of a region by the rules of a file, for one repository. @throws FaultsError for the rules or models; AseError for the disk */
export async function openRegion({ repository, ruleFile, models, reference }: RegionRuleInput): Promise<RegionJudge> {
  const { rules, faults } = await readRules(await readFile(ruleFile, 'utf8'), shownPath(ruleFile));
  if (faults.length > 0) throw new FaultsError('the rules cannot be used', faults);
  const grammars = new Set(rules.flatMap((rule) => rule.grammars));
  const parsers = new Map<GrammarName, Parse>();
  for (const grammar of grammars) parsers.set(grammar, await loadSourceParser(grammar));
  const tree = walkTree(repository, { grammars, maxBytes: MAX_BYTES, vendored: false });
  const texts = new Map(tree.files.map(({ path, text }) => [path, text]));
  const index = (path: string, text: string): IndexedFile | null => {
    const grammar = grammarOf(path);
    const parse = grammar === null ? undefined : parsers.get(grammar);
    return grammar === null || parse === undefined ? null : indexFile({ path, tree: parse(text), support: languageOf(grammar) }, rules);
  };
  const loaded = new Map<string, IndexedFile | null>();
  const load = (path: string): IndexedFile | null => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const text = texts.get(path);
    const file = text === undefined ? null : index(path, text);
    loaded.set(path, file);
    return file;
  };
  return openRegionJudge({ rules, models: await loadModels(models, [...new Set([...grammars].map((grammar) => languageOf(grammar).name))]), files: [...texts.keys()], textOf: (path) => texts.get(path) ?? null, load, index, reference });
}
