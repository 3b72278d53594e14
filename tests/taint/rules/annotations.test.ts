import { expect, it } from 'vitest';
import { compareAnnotations } from '../../../src/taint/rules/annotations.ts';

it('holds findings against comments', () => {
  const text = ['// ruleid: a, b', 'one();', '# ok: a', 'two();', '// todoruleid: a', 'three();', '/* todook: a */', 'four();', '// ruleid: a', '// ok: b', 'five();', 'six();'].join('\n');
  const findings = [2, 4, 8, 12].map((line) => ({ rule: 'a', line })).concat([{ rule: 'b', line: 11 }]);
  expect(compareAnnotations(text, findings)).toEqual([
    { rule: 'a', line: 2, kind: 'expected' },
    { rule: 'b', line: 2, kind: 'missed' },
    { rule: 'a', line: 4, kind: 'unexpected' },
    { rule: 'a', line: 6, kind: 'todo-missed' },
    { rule: 'a', line: 8, kind: 'todo-unexpected' },
    { rule: 'a', line: 11, kind: 'missed' },
    { rule: 'b', line: 11, kind: 'unexpected' },
    { rule: 'a', line: 12, kind: 'unexpected' },
  ]);
});
