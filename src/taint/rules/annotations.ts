/** What the comments of a file say of a rule on a line, and what was found. Lines begin with 1. */
export interface AnnotationResult {
  readonly rule: string;
  readonly line: number;
  /** `todo` results are known gaps: they fail no test. */
  readonly kind: 'expected' | 'missed' | 'unexpected' | 'todo-missed' | 'todo-unexpected';
}

const ANNOTATION = /(?:\/\/|#|\/\*|<!--|\{\/\*)\s*(todoruleid|deepruleid|proruleid|ruleid|todook|deepok|prook|ok)\s*:\s*([\w.,\s/-]+?)\s*(?:\*\/|-->|$)/u;

/**
 * Holds findings against `ruleid:`, `ok:`, `todoruleid:` and `todook:` comments. A comment speaks of the next line that is none.
 * What Semgrep's engine for whole programs alone finds (`proruleid:`, `deepruleid:`) may be missed, what it alone is silent about (`prook:`, `deepok:`) may be found.
 * Findings of rules that no comment of the file names are unexpected too.
 */
export function compareAnnotations(text: string, findings: readonly { rule: string; line: number }[]): readonly AnnotationResult[] {
  const asked = readAnnotations(text);
  const found = new Set(findings.map(({ rule, line }) => `${line} ${rule}`));
  const results: AnnotationResult[] = [];
  for (const [place, { rule, line, word }] of asked) {
    const isFound = found.has(place);
    if (word === 'ruleid') results.push({ rule, line, kind: isFound ? 'expected' : 'missed' });
    else if (word === 'todoruleid' && !isFound) results.push({ rule, line, kind: 'todo-missed' });
    else if (isFound) results.push({ rule, line, kind: word === 'ok' ? 'unexpected' : word === 'todook' ? 'todo-unexpected' : 'expected' });
  }
  for (const place of found) {
    const [line, rule] = [Number(place.slice(0, place.indexOf(' '))), place.slice(place.indexOf(' ') + 1)];
    if (!asked.has(place)) results.push({ rule, line, kind: 'unexpected' });
  }
  return results.sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1));
}

interface Asked {
  readonly rule: string;
  readonly line: number;
  readonly word: string;
}

function readAnnotations(text: string): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  let waiting: { rule: string; word: string }[] = [];
  for (const [at, content] of text.split('\n').entries()) {
    const [, word, rules] = ANNOTATION.exec(content.trimEnd()) ?? [];
    if (word !== undefined && rules !== undefined) waiting.push(...rules.split(',').map((rule) => ({ rule: rule.trim(), word: word.replace(/^(?:deep|pro)/u, 'todo') })));
    else {
      for (const { rule, word: said } of waiting) asked.set(`${at + 1} ${rule}`, { rule, line: at + 1, word: said });
      waiting = [];
    }
  }
  return asked;
}
