import type { LanguageSupport } from '../language-support.ts';
import { lowerJavaScript } from './lower.ts';
import { resolveImport } from './resolve-import.ts';

/** JavaScript and TypeScript, with JSX. */
export const javascriptSupport: LanguageSupport = { name: 'javascript', grammars: ['javascript', 'typescript', 'tsx'], lower: lowerJavaScript, resolveImport };
