import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goTo, useBrowser } from './browser.ts';
import { madeReport } from './made-report.ts';

const { open } = useBrowser();

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds serious or critical in the page as it is shown. The protocol's evaluation is not bound by the page's policy. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
}

test.each(['light', 'dark'] as const)('axe finds nothing serious in the overview, a task and an attempt, %s', async (colorScheme) => {
  const { page } = await open(await madeReport({ tasks: 3, cycles: 2, missing: 0.1 }), { colorScheme });
  expect(await seriousFindings(page)).toEqual([]);
  await goTo(page, '#t0');
  expect(await seriousFindings(page)).toEqual([]);
  await goTo(page, '#a1.3.1');
  expect(await seriousFindings(page)).toEqual([]);
});

test('the keyboard alone reaches a page and comes back', async () => {
  const { page } = await open(await madeReport({ tasks: 1, cycles: 1 }));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  await page.locator('#strip a').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.body.classList.contains('paged'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.body.classList.contains('paged'));
});
