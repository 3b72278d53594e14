import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Look, useBrowser } from './browser.ts';
import { differenceFromGolden, PICTURE_TOLERANCE } from './golden-picture.ts';
import { madeReport } from './made-report.ts';

const { open } = useBrowser();

const VIEWS: readonly { readonly name: string; readonly look: Look }[] = [
  { name: 'overview-light', look: {} },
  { name: 'overview-dark', look: { colorScheme: 'dark' } },
  { name: 'attempt-light', look: { hash: '#a0.3.1' } },
  { name: 'phone-light', look: { width: 390, height: 844 } },
];

test.each(VIEWS)('the picture of $name is as it was', async ({ name, look }) => {
  const { page } = await open(await madeReport({ tasks: 12, cycles: 3 }), look);
  if (look.hash !== undefined) await page.waitForFunction(() => document.body.classList.contains('paged'));
  expect(differenceFromGolden(join(import.meta.dirname, 'golden', `${name}.png`), await page.screenshot())).toBeLessThan(PICTURE_TOLERANCE);
});
