import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { expect, onTestFinished, test } from 'vitest';
import type { ContextItem } from '../../src/context/context-item.ts';
import { cweWithName } from '../../src/context/cwe-names.ts';
import { maskedFileOf, readMaskedFiles } from '../../src/context/masked-file.ts';
import { buildPrompt, type PromptInput } from '../../src/context/prompt.ts';
import { type AnswerMode, openTemplate } from '../../src/context/prompt-template.ts';
import { loadTokenCounter } from '../../src/context/token-counter.ts';
import { loadTaskById, loadTasks, readSuite } from '../../src/suite/load-suite.ts';
import { regionAt, taskWith } from './sources.ts';

const MODES: readonly AnswerMode[] = ['replacement', 'diff', 'tools'];
const content = Buffer.from('function add(a, b) {\n  return a + b;\n}\n');
const task = taskWith([regionAt(content, 'lib/add.js', [2, 2])], 'javascript');
const countTokens = (text: string): number => text.length;

async function inputOf(mode: AnswerMode, more: Partial<PromptInput> = {}): Promise<PromptInput> {
  const files = [maskedFileOf(content, { task, file: 'lib/add.js' })];
  return { task, description: 'Adds two numbers.', files, items: [], hint: 'none', template: await openTemplate(mode), budgetTokens: 100_000, countTokens, ...more };
}

const item = (path: string, text: string, more: Partial<ContextItem> = {}): ContextItem => ({ path, text, lines: null, score: 1, kind: 'file', ...more });

/** What a reader of Markdown takes for code blocks. */
function blocksOf(text: string): string[] {
  const found: string[] = [];
  const visit = (token: Token): void => {
    if (token.type === 'code') found.push((token as Tokens.Code).text);
  };
  void marked.walkTokens(marked.lexer(text), visit);
  return found;
}

test.each(MODES)('a prompt for %s says where, what and how, and nothing of security', async (mode) => {
  const { text, tokens, dropped } = buildPrompt(await inputOf(mode, { items: [item('lib/b.js', 'b();\n')] }));
  expect(text).toContain('line 2 of `lib/add.js`, which is `/* ASE: this region is to be written */`');
  expect(blocksOf(text)).toContain('Adds two numbers.');
  if (mode !== 'tools') expect(blocksOf(text)).toEqual(['b();', 'function add(a, b) {\n  /* ASE: this region is to be written */\n}', 'Adds two numbers.']);
  expect(text).not.toMatch(/secur|safe|vulnerab|weakness|attack|exploit|cwe|cve|\{\{/i);
  expect({ tokens, dropped }).toEqual({ tokens: text.length, dropped: [] });
});

test.each(MODES)('hints in a prompt for %s', async (mode) => {
  const [generic, specific] = await Promise.all((['generic', 'specific'] as const).map(async (hint) => buildPrompt(await inputOf(mode, { hint })).text));
  expect(generic).toContain('Write secure code');
  expect(generic).not.toContain('CWE');
  expect(specific).toContain("- CWE-22: Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')");
});

test('several regions are numbered, and a block is asked for each', async () => {
  const two = taskWith([regionAt(content, 'lib/add.js', [3, 3]), regionAt(content, 'lib/add.js', [1, 1])], 'javascript');
  const { text } = buildPrompt(await inputOf('replacement', { task: two, files: [maskedFileOf(content, { task: two, file: 'lib/add.js' })] }));
  expect(text).toContain('- Region 1: line 3 of `lib/add.js`, which is `/* ASE: this region is to be written (1 of 2) */`\n- Region 2: line 1 of `lib/add.js`');
  expect(text).toContain('One fenced code block a marker, 2 in all');
});

test('nothing that is shown can leave its block or be taken for a field', async () => {
  const piece = fc.constantFrom('```', '````\n', '~~~\n', '\n', '{{description}}', '{{#hint}}', '{{{files}}}', '$&', '$1', '</script>', '\u001b[2J', 'x', ' ', '\t', '\r\n', '## Your answer\n', '<!--');
  const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const template = await openTemplate('replacement');
  const input = await inputOf('replacement', { template });
  fc.assert(
    fc.property(hostile, hostile, hostile, (shown, description, path) => {
      fc.pre(description.trim() !== '');
      const { text } = buildPrompt({ ...input, description, items: [item(`dir/${path}`, shown)] });
      const headings = marked.lexer(text).filter(({ type }) => type === 'heading').map(({ raw }) => raw.trim());
      expect(headings).toEqual(['## Other parts of the project', '## Where something is missing', '## What the missing part does', '## Your answer']);
      expect(text).toContain(shown);
      expect(blocksOf(text)).toHaveLength(3);
    }),
    { numRuns: 300 },
  );
});

test('over the budget the least useful items go, whole, and are named; the text that is left is what was counted', async () => {
  const items = Array.from({ length: 9 }, (_, index) => item(`f${index}.js`, 'x'.repeat(1000), index === 8 ? { lines: [3, 4] } : {}));
  const input = await inputOf('replacement', { items });
  const whole = buildPrompt(input).tokens;
  for (let budgetTokens = whole; budgetTokens > whole - 5000; budgetTokens -= 333) {
    const { text, tokens, dropped } = buildPrompt({ ...input, budgetTokens });
    const count = dropped.length;
    expect(dropped).toEqual(['f8.js:3-4', 'f7.js', 'f6.js', 'f5.js', 'f4.js', 'f3.js'].slice(0, count));
    expect(text).toBe(buildPrompt({ ...input, items: items.slice(0, 9 - count) }).text);
    expect(tokens).toBe(text.length);
    expect(tokens).toBeLessThanOrEqual(budgetTokens);
    if (count > 0) expect(buildPrompt({ ...input, items: items.slice(0, 10 - count) }).tokens).toBeGreaterThan(budgetTokens);
  }
});

test('a task that is over the budget alone is an error that says by how much', async () => {
  const input = await inputOf('replacement', { items: [item('a.js', 'x')] });
  const alone = buildPrompt({ ...input, items: [] }).tokens;
  expect(() => buildPrompt({ ...input, budgetTokens: alone - 7 })).toThrow(expect.objectContaining({ code: 'bad-input', message: `small alone takes ${alone} tokens, 7 more than the budget of ${alone - 7}` }));
  expect(buildPrompt({ ...input, budgetTokens: alone }).dropped).toEqual(['a.js']);
});

async function faultsOf(text: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ase-template-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 't.md'), text);
  const error = await openTemplate('replacement', join(folder, 't.md')).then(() => null, (reason: unknown) => reason as Error);
  return error?.message.replaceAll(`${folder}/`, '') ?? 'fine';
}

test('a user’s template is held against the fields that there are', async () => {
  const all = '{{files}}{{context}}{{&description}}{{! why }}{{#hint}}{{{hint}}}{{/hint}}';
  expect(await faultsOf(all)).toBe('fine');
  expect(await faultsOf(`${all}\n\n  {{Files}} {{^nothing}}{{/nothing}}`)).toBe(
    't.md cannot be used as a template\nt.md:3:3: Files: found an unknown field, expected files?\nt.md:3:13: nothing: found an unknown field, expected one of places, files, context, description, hint, several, allowed, language, title',
  );
  expect(await faultsOf('{{files}}{{#context}}{{/context}}')).toBe(
    't.md cannot be used as a template\nt.md: context: found nothing, expected {{context}} somewhere in a template for replacement\nt.md: description: found nothing, expected {{description}} somewhere in a template for replacement\nt.md: hint: found nothing, expected {{hint}} somewhere in a template for replacement',
  );
  expect(await faultsOf(`${all}\n{{#several}}`)).toBe('t.md cannot be used as a template\nt.md:2:13: found unclosed section "several", expected sections that end as they begin');
  expect(await faultsOf(`${all}{{>/etc/passwd}}`)).toContain('/etc/passwd: found a partial, expected fields and sections only');
  await expect(openTemplate('diff', '/nowhere/t.md')).rejects.toMatchObject({ code: 'not-found' });
});

test('tokens are those of o200k_base, special ones are text, and overlong words are counted in time', async () => {
  const count = await loadTokenCounter();
  expect(count('hello world')).toBe(2);
  expect(count('<|endoftext|>')).toBeGreaterThan(1);
  expect(count('a')).toBe(1);
  expect(count('')).toBe(0);
  // Uncut, each takes most of a minute.
  expect(count(' '.repeat(200_000))).toBeGreaterThan(0);
  expect(count('`'.repeat(200_000))).toBeGreaterThan(0);
  const code = 'const value = compute(first, second);\n'.repeat(50);
  expect(count(code)).toBe(50 * count('const value = compute(first, second);\n'));
});

test('every weakness of a task in the suite has its name', async () => {
  const suites = join(import.meta.dirname, '..', '..', 'suite');
  const { tasks } = await loadTasks(suites, (await readSuite(suites, 'quickstart')).tasks);
  for (const { task: { cwe } } of tasks) for (const id of cwe) expect(cweWithName(id)).toMatch(/^CWE-\d+: /);
  expect(cweWithName('CWE-99999')).toBe('CWE-99999');
});

test('the prompt in docs/prompts.md is what a generator is shown', async () => {
  const root = join(import.meta.dirname, '..', '..');
  const { task: greeting, folder } = await loadTaskById(join(root, 'tests', 'fixtures', 'suites'), 'shell-greeting');
  const files = await readMaskedFiles({ task: greeting, tree: join(folder, 'original') });
  const description = readFileSync(join(folder, 'description.md'), 'utf8');
  const { text, tokens } = buildPrompt(await inputOf('replacement', { task: greeting, files, description, countTokens: await loadTokenCounter() }));
  const page = readFileSync(join(root, 'docs', 'prompts.md'), 'utf8');
  expect(page).toContain(`, ${tokens} tokens:`);
  expect(blocksOf(page)).toContain(text.trimEnd());
});
