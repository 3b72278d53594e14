import { bind, type Bound, type Matching, NO_WAYS, type Ways } from './matching.ts';
import type { Shape } from './shape.ts';
import { translateRegex } from './translate-regex.ts';

/** A string, or what is known to be one, against a string, any, a metavariable in quotes or a regular expression. */
export function matchString(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const constant = code.type === 'string' ? code : matching.index.constantOf(code);
  if (constant?.type !== 'string') return pattern.type === 'any-string' && constant?.type === 'some-string' ? [bound] : NO_WAYS;
  if (pattern.type === 'string-metavariable') return bind(matching, pattern.value, constant, bound);
  if (pattern.type === 'string-regex') return regexOf(pattern)?.test(constant.value) === true ? [bound] : NO_WAYS;
  return pattern.type === 'any-string' || pattern.value === constant.value ? [bound] : NO_WAYS;
}

const regexes = new WeakMap<Shape, RegExp | null>();

function regexOf(pattern: Shape): RegExp | null {
  const known = regexes.get(pattern);
  if (known !== undefined) return known;
  const [source, flags] = JSON.parse(pattern.value) as [string, string];
  const regex = translateRegex(source, flags);
  regexes.set(pattern, regex);
  return regex;
}
