import { expect, test } from 'vitest';
import { seriousFindings } from './axe-findings.ts';
import { goTo, useBrowser } from './browser.ts';
import { madeReport } from './made-report.ts';

const { open } = useBrowser();

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
