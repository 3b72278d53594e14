import type { LanguageSupport } from '../language-support.ts';
import { lower } from './lower.ts';
import { resolveImport } from './resolve-import.ts';

export const pythonSupport: LanguageSupport = { name: 'python', grammars: ['python'], lower, resolveImport };
