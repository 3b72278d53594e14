import { expect, test } from 'vitest';
import { diffView } from '../../../src/report/html/diff-view.ts';
import { colouredNow } from '../../../src/report/html/highlight.ts';
import { html } from '../../../src/report/html/markup.ts';
import { buildReportView } from '../../../src/report/html/report-view.ts';
import { settingPairs } from '../../../src/report/html/setting-pairs.ts';
import { boardOf } from '../board.ts';

test('the view holds every verdict at its place, and the best contestant stands before baselines', () => {
  const { run, madeAt, leaderboard, results } = boardOf();
  const view = buildReportView({ run, madeAt, leaderboard, results });
  expect(view.boards.map(({ profile }) => profile)).toEqual(['hybrid', 'ase-v1', 'ase-v2']);
  expect(view.boards[0]?.rows[0]?.generator).toBe('baseline:reference');
  expect(view.boards[0]?.headline.best?.generator).toBe('anthropic:claude-opus-4-5?thinking=8000');
  for (const { task, generator, cycle, verdict } of results) expect(view.tasks.find(({ id }) => id === task)?.cells[view.generators.indexOf(generator)]?.[cycle - 1]).toBe(verdict);
  expect(view.judged + view.missing).toBe(view.planned);
  expect(view.judged).toBe(results.length);
});

test('generators that differ in thinking only are pairs, the lower setting first', () => {
  expect(settingPairs(['a:x@one', 'a:x?thinking=8000@one', 'a:x?t=1&thinking=9000@two'])).toEqual([{ plain: 'a:x@one', changed: 'a:x?thinking=8000@one', setting: 'no setting → thinking=8000' }]);
  expect(settingPairs(['a:x?thinking=8000', 'a:x', 'b:y?effort=high&t=1', 'b:y?t=1&effort=low', 'b:y?effort=low', 'c:z'])).toEqual([
    { plain: 'a:x', changed: 'a:x?thinking=8000', setting: 'no setting → thinking=8000' },
    { plain: 'b:y?t=1&effort=low', changed: 'b:y?effort=high&t=1', setting: 'effort=low → effort=high' },
  ]);
});

test('a difference has its lines side by side with their numbers, and folds what is alike', () => {
  const before = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
  const after = before.with(19, 'changed').toSpliced(21, 0, 'added');
  const { rows, isCut } = diffView(before, after);
  expect(isCut).toBe(false);
  expect(rows[0]).toEqual({ kind: 'gap', lines: 16 });
  expect(rows.filter(({ kind }) => kind === 'changed')).toEqual([
    { kind: 'changed', before: { number: 20, text: 'line 20' }, after: { number: 20, text: 'changed' } },
    { kind: 'changed', before: null, after: { number: 22, text: 'added' } },
  ]);
  expect(diffView(['same'], ['same']).rows).toEqual([]);
});

test('a difference of very long or very different files is bounded', () => {
  const file = (word: string): string[] => Array.from({ length: 5000 }, (_, index) => `${word} ${index}`);
  const { rows, isCut } = diffView(file('a'), file('b'));
  expect(isCut).toBe(true);
  expect(rows.length).toBeLessThanOrEqual(402);
});

test('coloured code is escaped, and every line is whole', () => {
  const lines = colouredNow('javascript').lines(['/* a <b>', ' " onclick="x" </span> */ const x = `<script>', '${y}</script>`;']).map(String);
  for (const line of lines) {
    expect(line.replace(/<span class="hljs-[a-z_ -]+">|<\/span>/g, '')).not.toMatch(/[<>]/);
    expect(line.match(/<span/g)?.length ?? 0).toBe(line.match(/<\/span>/g)?.length ?? 0);
  }
});

test('a template takes values for text, shows what is hidden, and never piles up marks', () => {
  expect(String(html`<b title="${'"><i>'}">${'a\u202eb\u0000'}${['<', null, 1]}</b>`)).toBe('<b title="&quot;&gt;&lt;i&gt;">a\\u202eb\\x00&lt;1</b>');
  expect(String(html`${'a\u0301\u0302\u0303'}`)).toBe('a\u0301\u0302\\u0303');
});
