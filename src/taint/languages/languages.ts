import type { GrammarName } from '../../util/grammars.ts';
import { javascriptSupport } from './javascript/support.ts';
import type { LanguageSupport } from './language-support.ts';
import { phpSupport } from './php/support.ts';
import { pythonSupport } from './python/support.ts';

const BY_GRAMMAR: Readonly<Record<GrammarName, LanguageSupport>> = { javascript: javascriptSupport, typescript: javascriptSupport, tsx: javascriptSupport, php: phpSupport, python: pythonSupport };

export function languageOf(grammar: GrammarName): LanguageSupport {
  return BY_GRAMMAR[grammar];
}
