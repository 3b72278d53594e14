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
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.locator('#page .crumbs a').first().click();
    await page.waitForFunction(() => !document.body.classList.contains('paged'));
  }
  expect(troubles).toEqual([]);
});
