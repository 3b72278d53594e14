import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { seriousFindings } from '../report/html/axe-findings.ts';
import { differenceFromGolden, PICTURE_TOLERANCE } from '../report/html/golden-picture.ts';
import { MADE_GENERATORS, makeRun } from '../report/html/made-run.ts';
import { useServedPages, type VisitLook } from './browser.ts';
import { startServer } from './server.ts';

const { visit } = useServedPages();
const runs = mkdtempSync(join(tmpdir(), 'ase-views-'));
afterAll(() => rmSync(runs, { recursive: true, force: true }));
const [best, next, , , least] = MADE_GENERATORS.map(({ name }) => name);
makeRun({ folder: join(runs, 'one'), tasks: 6, generators: MADE_GENERATORS, cycles: 3, ending: [{ type: 'ended', how: 'complete' }] });
const failed = { task: 'deep-merge', generator: next ?? '', cycle: 2, code: 'unavailable', message: 'the server of the model did not answer' };
makeRun({ folder: join(runs, 'failed'), tasks: 9, generators: MADE_GENERATORS.slice(1, 3), cycles: 2, missing: 0.4, hasFiles: () => false, ending: [{ type: 'failed', ...failed }, { type: 'ended', how: 'failed' }] });
const many = Array.from({ length: 30 }, (_, index) => ({ name: `openai:model-${index}`, weights: [80 - 2 * index, 4, 20 + index, 5, 1], costUsd: 0.01 } as const));
makeRun({ folder: join(runs, 'huge'), tasks: 60, generators: many, cycles: 5, hasFiles: ({ task, cycle }) => task === 'deep-merge' && cycle === 5 });

const shown = (page: Page, text: string): Promise<void> => page.locator('#shown', { hasText: text }).waitFor();
const attempt = new URLSearchParams({ task: 'archive-extract', generator: best ?? '', cycle: '1' });

const PICTURES: readonly { readonly name: string; readonly path: string; readonly look: VisitLook }[] = [
  { name: 'run-light', path: 'runs/one', look: {} },
  { name: 'run-dark', path: 'runs/one', look: { colorScheme: 'dark' } },
  { name: 'run-phone', path: 'runs/one', look: { width: 390, height: 844 } },
  { name: 'attempt-dark', path: `runs/one/attempt?${attempt}`, look: { colorScheme: 'dark' } },
  { name: 'compare-light', path: `compare?run=one&${new URLSearchParams({ a: best ?? '', b: least ?? '' })}`, look: {} },
];

test('pictures of the live pages are as they were, light, dark and on a phone', async () => {
  const server = await startServer([runs]);
  for (const { name, path, look } of PICTURES) {
    const { page, troubles } = await visit(`${server.url}${path}`, look);
    if (path === 'runs/one') await shown(page, '90 of 90');
    expect({ name, isAsItWas: differenceFromGolden(join(import.meta.dirname, 'golden', `${name}.png`), await page.screenshot()) < PICTURE_TOLERANCE }).toEqual({ name, isAsItWas: true });
    expect(troubles).toEqual([]);
  }
});

test.each([
  { colorScheme: 'light', paths: ['', 'runs/one?verdict=suspect', 'runs/failed', `runs/one/attempt?${attempt}`, 'compare?run=one', 'nothing'] },
  { colorScheme: 'dark', paths: ['', 'runs/failed', `runs/one/attempt?${attempt}`] },
] as const)('axe finds nothing serious on live pages, $colorScheme', async ({ colorScheme, paths }) => {
  const server = await startServer([runs, '--control']);
  const { page } = await visit(server.url, { colorScheme });
  for (const path of paths) {
    await page.goto(`${server.url}${path}`);
    if (path === 'runs/failed') await shown(page, '36 of 36');
    expect({ path, findings: await seriousFindings(page) }).toEqual({ path, findings: [] });
  }
});

test('a folder without runs says how to make one', async () => {
  const nothing = mkdtempSync(join(tmpdir(), 'ase-views-empty-'));
  const server = await startServer([nothing]);
  const { page, troubles } = await visit(server.url, {});
  expect(await page.locator('main').textContent()).toContain('ase run');
  expect(await seriousFindings(page)).toEqual([]);
  expect(troubles).toEqual([]);
  rmSync(nothing, { recursive: true });
});

test('the keyboard reaches every control of the list and of a run, and opens an attempt', async () => {
  const server = await startServer([runs]);
  const { page } = await visit(`${server.url}runs/one`);
  await shown(page, '90 of 90');
  for (const path of ['', 'runs/one?verdict=broken']) {
    await page.goto(`${server.url}${path}`);
    if (path !== '') await page.locator('#attempts tr').first().waitFor();
    const controls = await page.locator('a[href]:visible, button:visible, input:visible, select:visible, summary:visible').count();
    const reached = new Set<string>();
    for (let step = 0; step < controls + 10; step += 1) {
      await page.keyboard.press('Tab');
      const place = await page.evaluate(() => {
        const node = document.activeElement;
        return node === null || !node.matches('a[href], button, input, select, summary') ? '' : String([...document.querySelectorAll('*')].indexOf(node));
      });
      if (place !== '') reached.add(place);
    }
    expect({ path, reached: reached.size }).toEqual({ path, reached: controls });
  }
  await page.locator('#attempts a').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('h3', { hasText: 'Why the verdict' }).waitFor();
});

test('a run of 9,000 attempts: in the list, filtered, by a deep link, on a phone', async () => {
  const server = await startServer([runs]);
  const { page, troubles } = await visit(server.url);
  await page.locator('#runs a', { hasText: 'huge' }).click();
  await shown(page, '9000 of 9000');
  await expect.poll(() => page.locator('#attempts tr').count(), { timeout: 60_000 }).toBe(100);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => page.locator('#attempts tr').count(), { timeout: 60_000 }).toBe(600);
  await page.selectOption('select[name=generator]', 'openai:model-29');
  await shown(page, '300 of 9000');
  await page.fill('input[name=text]', 'deep-merge-5');
  await shown(page, '5 of 9000');
  await page.goto(`${server.url}runs/huge?generator=openai%3Amodel-7&text=cwe-1321`);
  await page.setViewportSize({ width: 360, height: 740 });
  await shown(page, '50 of 9000');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.locator('#attempts a').nth(4).click();
  await page.locator('main section').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(troubles).toEqual([]);
});

test('a run that failed before its end says so, and what is missing can be listed', async () => {
  const server = await startServer([runs]);
  const { page, troubles } = await visit(`${server.url}runs/failed`);
  expect(await page.locator('#state').textContent()).toBe('failed');
  expect(await page.locator('#live').textContent()).toContain('It ended with an error. The same command goes on.');
  expect(await page.locator('.notable').first().textContent()).toContain('the server of the model did not answer');
  await shown(page, '36 of 36');
  await page.selectOption('select[name=verdict]', 'missing');
  const missing = await page.locator('#attempts tr').count();
  expect(missing).toBeGreaterThan(0);
  await page.locator('#attempts a').first().click();
  expect(await page.locator('main').textContent()).toContain('No verdict yet');
  await page.goto(`${server.url}runs/failed/report`);
  expect(await page.locator('header .warn').first().textContent()).toContain(`${missing} of 36 planned attempts have no verdict`);
  expect(troubles).toEqual([]);
});
