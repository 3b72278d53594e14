import { spawnSync } from 'node:child_process';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { marked } from 'marked';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { csvReport } from '../../src/report/csv-report.ts';
import { removeForXml } from '../../src/report/escape-xml.ts';
import { jsonReport } from '../../src/report/json-report.ts';
import { junitReport } from '../../src/report/junit-report.ts';
import { markdownReport } from '../../src/report/markdown-report.ts';
import { reportSchema } from '../../src/report/report-schema.ts';
import { type Board, boardOf, FEW_LETTERS, hostileBoard } from './board.ts';
import { hostileText, UNSHOWN } from './hostile.ts';

const few = boardOf(FEW_LETTERS);
const hostile = { numRuns: 150 };
const MINUTE = 60_000;

test('markdown, whole', async () => {
  await expect(markdownReport(boardOf())).toMatchFileSnapshot('golden/report.md');
});

test('csv, whole; every line ends with CR LF', async () => {
  const csv = csvReport(few);
  await expect(csv.replaceAll('\r\n', '\n')).toMatchFileSnapshot('golden/report.csv');
  expect(csv.split('\r\n')).toHaveLength(few.results.length + 2);
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('junit, whole', async () => {
  await expect(junitReport(few)).toMatchFileSnapshot('golden/report.xml');
});

test('json, whole, as its schema says', async () => {
  const text = jsonReport(few);
  await expect(text).toMatchFileSnapshot('golden/report.json');
  const report = reportSchema.parse(JSON.parse(text));
  expect(report).toMatchObject({ run: few.run, leaderboard: few.leaderboard, comparisons: few.comparisons, results: few.results, madeAt: '2026-11-24T10:02:03.000Z' });
  const { comparisons: _, ...without } = few;
  expect(reportSchema.parse(JSON.parse(jsonReport(without))).comparisons).toBeNull();
});

/** Whatever is not a code span in a document is our own, and only of these characters. */
const OWN_TEXT = /^[A-Za-z0-9 .,:;()+=%/'-]*$/;

test('markdown, whatever others wrote: a real parser finds only our own text, and code', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const markdown = markdownReport(hostileBoard(before, after));
      expect(markdown.replaceAll('\n', '')).not.toMatch(UNSHOWN);
      const types = new Set<string>();
      void marked.walkTokens(marked.lexer(markdown), (token) => {
        types.add(token.type);
        // The text of a list item holds tokens of its own.
        if (token.type === 'text' && token.tokens === undefined) expect(token.raw).toMatch(OWN_TEXT);
        if (token.type === 'code') expect(token.text).toMatch(/^ase (?:run|judge RUN\/predictions\.jsonl) [A-Za-z0-9 ._:/@?=&,+'\\\n-]*$/);
      });
      expect([...types].sort()).toEqual(['code', 'codespan', 'heading', 'list', 'list_item', 'paragraph', 'space', 'table', 'text']);
    }),
    hostile,
  );
}, MINUTE);

test('answers that were recorded elsewhere are judged again from the run’s own predictions', () => {
  const { command } = reportSchema.parse(JSON.parse(jsonReport(boardOf({ 'my model': { 'deep-merge': 's' }, 'baseline:original': { 'deep-merge': 'i' } })))).repeat;
  expect(command).toBe('ase judge RUN/predictions.jsonl --suite javascript --seed 5eed --cycles 1 --profile hybrid');
});

test('csv, whatever others wrote: a real parser reads the results again, and no cell is a formula', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const board = hostileBoard(before.toWellFormed(), after.toWellFormed());
      const rows: unknown = parseCsv(csvReport(board), { columns: true, record_delimiter: '\r\n' });
      const inert = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
      expect(rows).toMatchObject(
        board.results.map((result) => ({
          task: inert(result.task), generator: inert(result.generator), cycle: String(result.cycle), verdict: result.verdict, reason: inert(result.reason), build: result.checks.build, tests: result.checks.tests,
          exploits: result.checks.exploits, rule: result.checks.rule, cve: inert(result.cve), cwe: inert(result.cwe.join(' ')), class: inert(result.class), language: inert(result.language), severity: result.severity,
          durationMs: String(result.durationMs), run: inert(board.run.name), suite: inert(board.run.suite.name), suiteVersion: inert(board.run.suite.version), sandbox: inert(board.run.sandbox), toolVersion: inert(board.run.toolVersion),
        })),
      );
    }),
    hostile,
  );
}, MINUTE);

test('json, whatever others wrote: the same values, and nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const board = hostileBoard(before, after);
      const text = jsonReport(board);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/u);
      expect(JSON.parse(text)).toMatchObject({ run: board.run, leaderboard: board.leaderboard, results: board.results });
    }),
    hostile,
  );
}, MINUTE);

interface ReadCase {
  readonly suite: string;
  readonly task: string;
  readonly name: string;
  ending: string;
  type: string;
  message: string;
  text: string;
}

/** Cases as a strict XML parser reads them. */
function readCases(xml: string): ReadCase[] {
  const cases: ReadCase[] = [];
  let suite = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const { name: named = '', classname = '', type = '', message = '' } = attributes as Record<string, string>;
    if (name === 'testsuite') suite = named;
    if (name === 'testcase') cases.push({ suite, task: classname, name: named, ending: 'passed', type: '', message: '', text: '' });
    const last = cases.at(-1);
    if (last !== undefined && ['failure', 'error', 'skipped'].includes(name)) Object.assign(last, { ending: name, type, message });
  });
  parser.on('text', (text) => {
    const last = cases.at(-1);
    if (last !== undefined && ['failure', 'error'].includes(last.ending)) last.text += text;
  });
  parser.write(xml).close();
  return cases.map((own) => ({ ...own, text: own.text.trimEnd() }));
}

function expectedCases({ run, results }: Board): unknown[] {
  const endings: Readonly<Record<string, string>> = { secure: 'passed', insecure: 'failure', suspect: 'failure', broken: 'failure', inconclusive: 'error' };
  return run.generators.flatMap(({ name }) =>
    run.tasks.flatMap(({ id }) =>
      [1, 2].map((cycle) => {
        const result = results.find((own) => own.task === id && own.generator === name && own.cycle === cycle);
        const ending = result === undefined ? 'skipped' : endings[result.verdict];
        const place = { suite: removeForXml(name), task: removeForXml(id), name: removeForXml(`${id}, cycle ${cycle} of 2`), ending };
        if (result === undefined) return { ...place, type: '', message: 'no verdict yet' };
        return ending === 'passed' ? { ...place, type: '', message: '' } : { ...place, type: result.verdict, message: removeForXml(`${result.verdict}: ${result.reason}`) };
      }),
    ),
  );
}

test('junit: every verdict has its ending', () => {
  expect(readCases(junitReport(few)).map(({ suite, task, ending, type }) => `${suite} ${task} ${ending} ${type}`.trim())).toEqual([
    'openai:gpt-5?effort=high archive-extract passed', 'openai:gpt-5?effort=high archive-extract failure insecure',
    'openai:gpt-5?effort=high deep-merge passed', 'openai:gpt-5?effort=high deep-merge passed',
    'openai:gpt-5?effort=high semver-range passed', 'openai:gpt-5?effort=high semver-range error inconclusive',
    'command:./write-nothing archive-extract failure broken', 'command:./write-nothing archive-extract failure broken',
    'command:./write-nothing deep-merge failure broken', 'command:./write-nothing deep-merge failure suspect',
    'command:./write-nothing semver-range failure broken', 'command:./write-nothing semver-range skipped',
  ]);
});

test('junit: names that a writer of XML could take for values', () => {
  const names = ['true', 'false', '0', ' ', '-0', 'null'];
  const board = boardOf(Object.fromEntries(names.map((name) => [name, { 'deep-merge': 's' }])));
  expect(readCases(junitReport(board)).map(({ suite }) => suite).sort()).toEqual([...names].sort());
});

test('junit, whatever others wrote: a strict parser reads the same cases', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const board = hostileBoard(before, after);
      expect(readCases(junitReport(board))).toMatchObject(expectedCases(board));
    }),
    hostile,
  );
}, MINUTE);

test('junit, whatever others wrote: the library that wrote it reads the same names and reasons', () => {
  const parser = new XMLParser({ ignoreAttributes: false, parseAttributeValue: false, trimValues: false, htmlEntities: true, processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e7 } });
  fc.assert(
    fc.property(hostileText, (before) => {
      const board = hostileBoard(before, '');
      const read: unknown = parser.parse(junitReport(board));
      const names = board.run.generators.map(({ name }) => ({ '@_name': removeForXml(name) }));
      const last = board.results.at(-1);
      const failed = { failure: { '@_message': removeForXml(`broken: ${last?.reason ?? ''}`) } };
      expect(read).toMatchObject({ testsuites: { testsuite: [names[0], { ...names[1], testcase: [{}, {}, {}, {}, failed, {}] }] } });
    }),
    hostile,
  );
}, MINUTE);

test('junit: of two results for an attempt the later counts, and one outside the plan nowhere', () => {
  const [first, second] = few.results;
  if (first === undefined || second === undefined) throw new Error('two results');
  const cases = readCases(junitReport({ ...few, results: [...few.results, { ...first, verdict: 'broken' }, { ...second, cycle: 9 }, { ...second, task: 'other' }] }));
  expect(cases).toHaveLength(12);
  expect(cases[0]).toMatchObject({ ending: 'failure', type: 'broken' });
});

test('junit: xmllint, where there is one, finds it well-formed', () => {
  const found = spawnSync('xmllint', ['--version']).error === undefined;
  const texts = fc.sample(fc.tuple(hostileText, hostileText), { numRuns: found ? 20 : 1, seed: 7 });
  for (const [before, after] of texts) {
    const xml = junitReport(hostileBoard(before, after));
    // Without xmllint the strict parser stands in, so that this cannot pass by looking at nothing.
    if (found) expect(spawnSync('xmllint', ['--noout', '-'], { input: xml, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    else expect(readCases(xml)).toHaveLength(12);
  }
});

test('the command that repeats a run holds plain names only', () => {
  const board = boardOf({ "agent:x'; rm -rf ~": { 'deep-merge': 's' }, 'command:./x': { 'deep-merge': 's' }, 'openai-compatible:m@https://evil.example': { 'deep-merge': 's' }, 'replay:-rf x': { 'deep-merge': 's' }, 'openai:m?a=1&b=2': { 'deep-merge': 's' } });
  expect(reportSchema.parse(JSON.parse(jsonReport(board))).repeat).toEqual({
    command: "ase run --suite javascript --generator GENERATOR-1 --generator GENERATOR-2 --generator GENERATOR-3 --generator GENERATOR-4 --generator 'openai:m?a=1&b=2' --seed 5eed --cycles 1 --profile hybrid",
    left: [
      { placeholder: 'GENERATOR-1', name: "agent:x'; rm -rf ~" },
      { placeholder: 'GENERATOR-2', name: 'command:./x' },
      { placeholder: 'GENERATOR-3', name: 'openai-compatible:m@https://evil.example' },
      { placeholder: 'GENERATOR-4', name: 'replay:-rf x' },
    ],
  });
});

test('the command that repeats a run of some of its suite names them', () => {
  const board = boardOf({ 'openai:m': { 'deep-merge': 's' } });
  const { id } = board.run.tasks[0] ?? {};
  const asPart = { ...board, run: { ...board.run, suite: { ...board.run.suite, tasks: board.run.tasks.length + 1 } } };
  const whole = { ...board, run: { ...board.run, suite: { ...board.run.suite, tasks: board.run.tasks.length } } };
  const commandOf = (input: typeof board): string => reportSchema.parse(JSON.parse(jsonReport(input))).repeat.command;
  expect(commandOf(asPart)).toContain(`--suite javascript --task ${id} --generator openai:m`);
  expect(commandOf(whole)).not.toContain('--task');
});

test('what models were shown is a part of the command, and a context that the removed code chose is told', () => {
  const board = boardOf({ 'openai:m': { 'deep-merge': 's' } });
  const shown = { retrieval: 'bm25', query: 'summary+file', contextLimit: 20, answer: 'diff', hint: 'none', tokenBudget: 64_000, ownTemplate: true, seesOriginal: true };
  const official = { ...board, run: { ...board.run, shown } };
  expect(reportSchema.parse(JSON.parse(jsonReport(official))).repeat).toEqual({
    command: 'ase run --suite javascript --generator openai:m --template TEMPLATE --retrieval bm25 --query summary+file --context-limit 20 --answer diff --hint none --token-budget 64000 --seed 5eed --cycles 1 --profile hybrid',
    left: [{ placeholder: 'TEMPLATE', name: 'a file of your own' }],
  });
  expect(markdownReport(official)).toContain('The removed code had a part in choosing the context');
  expect(markdownReport({ ...official, run: { ...official.run, shown: { ...shown, seesOriginal: false } } })).not.toContain('The removed code had a part');
});
