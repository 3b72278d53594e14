import picomatch from 'picomatch';
import type { GrammarName } from '../../util/grammars.ts';
import type { Rule } from './rule.ts';

const GRAMMARS: Readonly<Record<string, GrammarName>> = {
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'tsx',
  php: 'php',
  php3: 'php',
  php4: 'php',
  php5: 'php',
  phtml: 'php',
  py: 'python',
};

/** By which grammar a file is read; null for one of another language. */
export function grammarOf(path: string): GrammarName | null {
  const [, extension = ''] = /\.([^./]+)$/.exec(path) ?? [];
  return Object.hasOwn(GRAMMARS, extension.toLowerCase()) ? (GRAMMARS[extension.toLowerCase()] ?? null) : null;
}

/** All grammars that a file can be in. */
export const ALL_GRAMMARS: ReadonlySet<GrammarName> = new Set(Object.values(GRAMMARS));

/** Whether a rule is asked about a file: its language, then `paths` as Semgrep reads them. */
export function ruleHoldsFor(rule: Pick<Rule, 'grammars' | 'paths'>): (path: string) => boolean {
  const known = asked.get(rule) ?? holding(rule);
  asked.set(rule, known);
  return known;
}

const asked = new WeakMap<object, (path: string) => boolean>();

function holding(rule: Pick<Rule, 'grammars' | 'paths'>): (path: string) => boolean {
  const grammars = new Set(rule.grammars);
  const { paths } = rule;
  const includes = matcherOf(paths?.include ?? []);
  const excludes = matcherOf(paths?.exclude ?? []);
  return (path) => {
    const grammar = grammarOf(path);
    if (grammar === null || !grammars.has(grammar)) return false;
    return (includes === null || includes(path)) && excludes?.(path) !== true;
  };
}

/** `x` and `x/` mean any file or folder x, at any depth, and all below it; `/x` only the one at the root. Null without globs. */
function matcherOf(globs: readonly string[]): ((path: string) => boolean) | null {
  if (globs.length === 0) return null;
  const whole = globs.flatMap((glob) => {
    const bare = glob.replace(/^\//, '').replace(/\/$/, '');
    const anchored = glob.startsWith('/') || bare.startsWith('**/') ? bare : `**/${bare}`;
    return [anchored, `${anchored}/**`];
  });
  return picomatch(whole, { dot: true });
}
