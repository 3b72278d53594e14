import fc from 'fast-check';
import { marked } from 'marked';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import type { Outcome, Result, Verdict } from '../../src/contract/results.ts';
import { badgeReport } from '../../src/report/badge-report.ts';
import { latexReport } from '../../src/report/latex-report.ts';
import { sarifReport } from '../../src/report/sarif-report.ts';
import { summaryReport } from '../../src/report/summary-report.ts';
import { type Board, boardOf, FEW_LETTERS, hostileBoard } from './board.ts';
import { hostileText, UNSHOWN } from './hostile.ts';
import { sarifFaults } from './sarif-schema.ts';

const few = boardOf(FEW_LETTERS);
const hostile = { numRuns: 60 };
const MINUTE = 60_000;
const digest = `sha256:${'0'.repeat(64)}`;

/** Evidence as the judge leaves it. */
function verdictOf(result: Result, { file = 'lib/a b.js', text = 'exec(name)' } = {}): Verdict {
  const { task, generator, cycle, verdict, reason, durationMs } = result;
  const rule: Outcome = { check: 'rule', kind: 'rule', outcome: 'failed', reason: 'flaw', summary: `${file}:7: no guard`, durationMs: 1, evidence: [`${file}:7: shell: ${text} reaches a shell`, `source ${file}:3: ${text}`, `step ${file}:5: ${text}`, `sink ${file}:7: ${text} (argument of exec)`] };
  const exploit: Outcome = { check: 'dot-dot', kind: 'exploit', outcome: verdict === 'insecure' ? 'failed' : 'passed', reason: 'hit', summary: text, evidence: [], durationMs: 1 };
  return {
    schema: 'ase/verdict@1', task, generator, cycle, verdict, reason, durationMs, seed: '1', tries: 1, inputs: digest, sandbox: 'docker',
    integrated: { applied: true, base: null, reason: null, files: [{ path: file, digest }] },
    outcomes: [exploit, ...(verdict === 'suspect' ? [rule] : [])],
  };
}

test('a summary for a pull request, whole', async () => {
  await expect(summaryReport({ ...few, thresholds: [{ score: 'security', points: 50 }] })).toMatchFileSnapshot('golden/summary.md');
  expect(summaryReport({ ...few, thresholds: [{ score: 'security', points: 0 }] })).toContain('**Passed**: every generator has security of at least 0.');
});

test('a LaTeX table, whole', async () => {
  await expect(latexReport(boardOf())).toMatchFileSnapshot('golden/report.tex');
});

test('SARIF of findings, whole: an exploit names the changed file, the rule its place and flow', async () => {
  const text = sarifReport(few, verdictOf);
  await expect(text).toMatchFileSnapshot('golden/report.sarif');
  expect(sarifFaults(JSON.parse(text))).toBe('');
  const gone = sarifReport(few, () => null);
  expect(sarifFaults(JSON.parse(gone))).toBe('');
  expect(sarifFaults(JSON.parse(sarifReport({ ...few, results: [] }, verdictOf)))).toBe('');
});

test('a badge, whole; what is not known is grey and says so', async () => {
  const [first] = few.leaderboard.generators;
  if (first === undefined) throw new Error('no generator');
  await expect(badgeReport(few.leaderboard, first, 'security')).toMatchFileSnapshot('golden/badge.svg');
  expect(badgeReport(few.leaderboard, { ...first, score: { ...first.score, stability: null } }, 'stability')).toContain('unknown');
});

test('a summary of a huge run fits into a comment', () => {
  const names = Array.from({ length: 60 }, (_, index) => `model-${index}-${'x'.repeat(150)}`);
  const board = boardOf(Object.fromEntries(names.map((name) => [name, { 'archive-extract': 'iii', 'deep-merge': 'iui', 'semver-range': 'bb?' }])));
  const text = summaryReport({ ...board, thresholds: [{ score: 'security', points: 50 }] });
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/And 30 more generators\./);
  expect(text).toMatch(/And \d+ more, in results\.jsonl\./);
});

/** Whatever is not a code span is our own, and only of these characters. */
const OWN_TEXT = /^[A-Za-z0-9 .,:;()+=%/'-]*$/;
const OWN_HTML = new Set(['<details><summary>', '</summary>', '</details>']);

test('a summary, whatever others wrote: a real parser finds only our own text, our own details, and code', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const markdown = summaryReport({ ...hostileBoard(before, after), thresholds: [{ score: 'security', points: 50 }] });
      expect(markdown.replaceAll('\n', '')).not.toMatch(UNSHOWN);
      void marked.walkTokens(marked.lexer(markdown), (token) => {
        expect(['codespan', 'heading', 'list', 'list_item', 'paragraph', 'space', 'table', 'text', 'strong', 'html']).toContain(token.type);
        if (token.type === 'text' && token.tokens === undefined) expect(token.raw).toMatch(OWN_TEXT);
        if (token.type === 'html') for (const tag of token.raw.match(/<[^>]*>(?:<[^>]*>)?/g) ?? []) expect(OWN_HTML).toContain(tag);
      });
    }),
    hostile,
  );
}, MINUTE);

test('LaTeX, whatever others wrote: only our own commands, plain ASCII, one line a row', () => {
  const commands = /\\(?:[a-z]+|[_&%#$]|\\)/g;
  const own = new Set(['usepackage', 'begin', 'centering', 'footnotesize', 'toprule', 'midrule', 'bottomrule', 'multicolumn', 'texttt', 'scriptsize', 'end', 'caption', 'label', 'symbol', '_', '&', '%', '#', '$', '\\'].map((name) => `\\${name}`));
  const lines = latexReport(few).split('\n').length;
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const text = latexReport(hostileBoard(before, after));
      expect(text.replaceAll('\n', '')).toMatch(/^[ -~]*$/);
      expect(text.split('\n')).toHaveLength(lines);
      const found = text.match(commands) ?? [];
      expect(found.filter((name) => !own.has(name))).toEqual([]);
      // Without commands and our own comment nothing special is left but the cells and groups of the table.
      const rest = text.replace(commands, '').replace(/^%.*\n/, '');
      expect(rest).not.toMatch(/[\\%#$_^~"<>|`]/);
      expect(rest.split('{')).toHaveLength(rest.split('}').length);
      for (const row of text.split('\n').filter((line) => line.endsWith('\\\\'))) expect(row.split(/(?<!\\)&/).length).toBe(row.includes('multicolumn') ? 7 : 11);
    }),
    hostile,
  );
}, MINUTE);

test('SARIF, whatever others wrote: valid, relative paths, messages without links or arguments, nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const board = hostileBoard(before, after);
      const spoil = { file: `${before}a.js${after}`, text: `${before} text ${after}` };
      const text = sarifReport(board, (result) => verdictOf(result, spoil));
      const log: { runs: { results: { message: { text: string }; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] } = JSON.parse(text);
      expect(sarifFaults(log)).toBe('');
      expect(text.replaceAll('\n', '')).not.toMatch(UNSHOWN);
      for (const { message, locations } of log.runs[0]?.results ?? []) {
        expect(message.text.replace(/\\[\\[\]]|\{\{|\}\}/g, '')).not.toMatch(/[[\]{}\\]/);
        for (const { physicalLocation } of locations) expect(physicalLocation.artifactLocation.uri).toMatch(/^[A-Za-z0-9%._~!*'()/-]*$/);
      }
    }),
    hostile,
  );
}, MINUTE);

test.each(['../../etc/passwd', '/etc/passwd', 'a/../../b'])('SARIF: evidence that points to %s has no place', (file) => {
  const suspects = few.results.filter(({ verdict }) => verdict === 'suspect');
  const log = sarifReport({ ...few, results: suspects }, (result) => ({ ...verdictOf(result, { file }), integrated: { applied: true, base: null, reason: null, files: [] } }));
  expect(JSON.parse(log)).toMatchObject({ runs: [{ results: [{ locations: [] }] }] });
});

/** Elements and texts of an SVG, as a strict parser reads them. */
function readSvg(svg: string): { readonly elements: string[]; readonly attributes: string[]; readonly title: string } {
  const elements = new Set<string>();
  const attributes = new Set<string>();
  let title = '';
  let inTitle = false;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: own }) => {
    elements.add(name);
    for (const attribute of Object.keys(own)) attributes.add(attribute);
    inTitle = name === 'title';
  });
  parser.on('text', (text) => {
    if (inTitle) title += text;
  });
  parser.on('closetag', () => {
    inTitle = false;
  });
  parser.write(svg).close();
  return { elements: [...elements].sort(), attributes: [...attributes].sort(), title };
}

test('a badge, whatever others wrote: the same elements and attributes, one line of text', () => {
  const badgeOf = ({ leaderboard }: Board): string => {
    const [first] = leaderboard.generators;
    if (first === undefined) throw new Error('no generator');
    return badgeReport(leaderboard, first, 'security');
  };
  const plain = readSvg(badgeOf(few));
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const svg = badgeOf(hostileBoard(before, after));
      const { elements, attributes, title } = readSvg(svg);
      expect({ elements, attributes }).toEqual({ elements: plain.elements, attributes: plain.attributes });
      expect(title).not.toMatch(UNSHOWN);
      expect(svg.length).toBeLessThan(10_000);
    }),
    hostile,
  );
}, MINUTE);
