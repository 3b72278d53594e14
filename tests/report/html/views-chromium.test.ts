import { expect, test } from 'vitest';
import { goTo, useBrowser } from './browser.ts';
import { madeReport } from './made-report.ts';

const { open } = useBrowser();

test('the overview answers who is best, by how much and whether to believe it; nothing is asked for and nothing fails', async () => {
  const { page, troubles } = await open(await madeReport());
  const answers = await page.locator('.board-0 .answer').allTextContents();
  expect(answers).toHaveLength(3);
  expect(answers[0]).toContain('anthropic:claude-opus-4-5?thinking=8000');
  expect(answers[1]).toMatch(/[+-]\d+\.\d points/);
  expect(answers[2]).toContain('4 tasks, 4 CVEs, 3 cycles, 60 judged attempts');
  expect(await page.locator('.board-0 .leaders tbody tr').count()).toBe(5);
  expect(await page.locator('.board-0 svg.chart').count()).toBe(2);
  expect(troubles).toEqual([]);
});

test('every task and attempt has a page behind its link, and every page leads back', async () => {
  const { page, troubles } = await open(await madeReport({ tasks: 2, cycles: 2 }));
  const links = await page.locator('#strip a').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''));
  expect(links).toHaveLength(2 * (1 + 5 * 2));
  for (const link of links) {
    await goTo(page, link);
    const heading = await page.locator('#page h2').textContent();
    expect(heading).not.toBe('No page');
    expect(await page.locator('#page .hljs-keyword').count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.locator('#page .crumbs a').first().click();
    await page.waitForFunction(() => !document.body.classList.contains('paged'));
  }
  expect(troubles).toEqual([]);
});

test('filters: by text, language, verdict, and what is divided', async () => {
  const { page, troubles } = await open(await madeReport({ tasks: 12, cycles: 2 }));
  const shown = (): Promise<string[]> => page.locator('#strip tr:not([hidden]) th a').allTextContents();
  const letters = (): Promise<string[]> => page.locator('#strip tr:not([hidden])').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-letters') ?? ''));
  expect(await shown()).toHaveLength(12);
  await page.fill('#filter-text', 'cwe-1321');
  expect(await shown()).toEqual(['deep-merge', 'set-by-path']);
  expect(await page.locator('#filter-count').textContent()).toBe('2 of 12 tasks');
  await page.fill('#filter-text', '');
  await page.selectOption('#filter-language', 'python');
  expect(await shown()).toEqual(['open-url', 'order-by-column']);
  await page.selectOption('#filter-language', '');
  await page.selectOption('#filter-verdict', 'B');
  expect((await letters()).every((own) => own.includes('B'))).toBe(true);
  await page.selectOption('#filter-verdict', '');
  await page.check('#filter-divided');
  expect((await letters()).every((own) => own.length > 1)).toBe(true);
  expect(troubles).toEqual([]);
});

test('without JavaScript: scores, charts, verdicts and the switch of the profile', async () => {
  const { page } = await open(await madeReport({ tasks: 3, cycles: 2 }), { javaScriptEnabled: false });
  expect(await page.locator('noscript .warn').isVisible()).toBe(true);
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await page.locator('#strip .v').count()).toBe(3 * 5 * 2);
  expect(await page.locator('.board-0 .leaders').isVisible()).toBe(true);
  await page.check('#profile-2');
  expect(await page.locator('.board-0 .leaders').isVisible()).toBe(false);
  expect(await page.locator('.board-2 .leaders').isVisible()).toBe(true);
  expect(await page.locator('.board-2 svg.chart').first().isVisible()).toBe(true);
});

test('a deep link opens its page, and a link to what has none says so', async () => {
  const html = await madeReport({ tasks: 2, cycles: 2, maxPages: 5 });
  const { page } = await open(html, { hash: '#a0.2.1' });
  await page.waitForFunction(() => document.body.classList.contains('paged'));
  expect(await page.locator('#page h2').textContent()).toContain('cycle 1 of 2');
  expect(await page.title()).toContain('cycle 1 of 2');
  await goTo(page, '#a0.4.2');
  expect(await page.locator('#page h2').textContent()).toBe('No page');
  expect(await page.locator('header .warn').first().textContent()).toContain('15 attempts of 20 have no page in this file');
});

test.each(['', '#t0', '#a0.2.1'])('on a phone nothing is wider than the screen: %s', async (hash) => {
  const { page, troubles } = await open(await madeReport({ tasks: 12, cycles: 3 }), { width: 360, height: 740, hash });
  if (hash !== '') await page.waitForFunction(() => document.body.classList.contains('paged'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(troubles).toEqual([]);
});

test('printed, the switches are gone and everything else is there', async () => {
  const { page } = await open(await madeReport({ tasks: 3, cycles: 1 }));
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.profiles').isVisible()).toBe(false);
  expect(await page.locator('.board-0 .leaders').isVisible()).toBe(true);
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  // What an A4 page leaves between Chromium's own margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  expect(await page.locator('.board-0 .leaders').evaluate((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0))).toBeLessThanOrEqual(0);
});

test('a run without any verdict, and one that is not finished, say so', async () => {
  const nothing = await open(await madeReport({ tasks: 2, cycles: 2, missing: 1 }));
  expect(await nothing.page.locator('header .warn').first().textContent()).toContain('20 of 20 planned attempts have no verdict; there is nothing to compare yet');
  expect(await nothing.page.locator('.board-0 .answer').first().textContent()).toContain('Nobody yet');
  expect(nothing.troubles).toEqual([]);
  const half = await open(await madeReport({ tasks: 4, cycles: 2, missing: 0.4 }));
  expect(await half.page.locator('header .warn').first().textContent()).toMatch(/Unfinished: \d+ of 40 planned attempts have no verdict; scores are of the others/);
  expect(half.troubles).toEqual([]);
});

test('a run in which everything failed has a leaderboard of what is known', async () => {
  const broken = [{ name: 'openai:broken', weights: [0, 0, 0, 1, 0], costUsd: 0.1 }, { name: 'openai:lost', weights: [0, 0, 0, 0, 1], costUsd: null }] as const;
  const { page, troubles } = await open(await madeReport({ tasks: 3, cycles: 2, generators: broken }));
  expect(await page.locator('.board-0 .answer').nth(2).textContent()).toContain('6 inconclusive: the harness failed');
  expect(await page.locator('.board-0 .leaders tbody tr').count()).toBe(2);
  expect(troubles).toEqual([]);
});
