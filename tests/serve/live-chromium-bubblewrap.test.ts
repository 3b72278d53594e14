import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ase, emptyFolder, startAse } from '../cli/ase.ts';
import { MADE_GENERATORS, makeRun } from '../report/html/made-run.ts';
import { useServedPages } from './browser.ts';
import { startServer } from './server.ts';

const { visit } = useServedPages();

const state = (page: Page, name: string): Promise<void> => page.locator('#state', { hasText: new RegExp(`^${name}$`) }).waitFor();

test('a real run is seen going on, killed, going on again, and stopped from its page; then the same command ends it', { timeout: 900_000 }, async () => {
  const cwd = emptyFolder();
  const run = ['run', '--suite', 'tiny', '--sandbox', 'bubblewrap', '--generator', 'baseline:original', '--generator', 'baseline:reference', '--generator', 'baseline:empty', '--cycles', '20', '--workers', '1', '--run', 'runs/live', '--json'];
  const first = startAse(run, { cwd });
  await first.said(/\d+ tasks prepared/);
  await expect.poll(() => readFileSync(join(cwd, 'runs', 'live', 'journal.jsonl'), 'utf8').includes('"planned"'), { timeout: 240_000 }).toBe(true);
  const server = await startServer([join(cwd, 'runs'), '--control']);
  const { page, troubles } = await visit(`${server.url}runs/live`);
  await state(page, 'running');
  const judged = async (): Promise<number> => Number(/^(\d+) of 60$/.exec((await page.locator('.fact b').first().textContent()) ?? '')?.[1]);
  const before = await judged();
  await expect.poll(judged, { timeout: 240_000 }).toBeGreaterThan(before);
  await page.locator('.notable li', { hasText: 'shell-greeting' }).first().waitFor();
  await expect.poll(async () => Number((await page.locator('#shown').textContent())?.split(' ')[0]), { timeout: 240_000 }).toBe(60);

  first.kill('SIGKILL');
  await first.ended;
  await state(page, 'interrupted');
  const kept = await judged();

  const second = startAse(run, { cwd });
  await state(page, 'running');
  await expect.poll(judged, { timeout: 240_000 }).toBeGreaterThan(kept);
  await page.reload();
  await page.getByRole('button', { name: 'Finish what runs, then stop' }).click();
  await page.locator('#state').waitFor();
  expect(await second.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('finishing what runs') });
  await state(page, 'stopped');
  const left = await judged();
  expect(left).toBeLessThan(60);

  expect(await ase(['verify', 'runs/live'], { cwd })).toMatchObject({ code: 0 });
  await page.goto(`${server.url}runs/live/report`);
  expect(await page.locator('.board-0 .leaders tbody tr').count()).toBe(3);
  expect(troubles).toEqual([]);
});

test('filters stand in the address, lead to attempts, and two runs are compared from the list', async () => {
  const runs = emptyFolder();
  makeRun({ folder: join(runs, 'one'), tasks: 6, generators: MADE_GENERATORS.slice(0, 3), cycles: 3 });
  makeRun({ folder: join(runs, 'two'), tasks: 6, generators: MADE_GENERATORS.slice(2, 4), cycles: 3, missing: 0.4 });
  const server = await startServer([runs]);
  const { page, troubles } = await visit(`${server.url}runs/one`);
  await expect.poll(() => page.locator('#attempts tr').count(), { timeout: 60_000 }).toBe(54);
  await page.selectOption('select[name=verdict]', 'insecure');
  await page.fill('input[name=text]', 'cwe-22');
  const shown = await page.locator('#attempts tr').count();
  expect(shown).toBeGreaterThan(0);
  for (const task of await page.locator('#attempts td:nth-child(2)').allTextContents()) expect(['serve-static-folder', 'archive-extract', 'template-include']).toContain(task);
  expect(new URL(page.url()).search).toBe('?verdict=insecure&text=cwe-22');
  await page.reload();
  await expect.poll(() => page.locator('#attempts tr').count(), { timeout: 60_000 }).toBe(shown);
  await page.locator('#attempts a').first().click();
  expect(await page.locator('main').textContent()).toContain('Why the verdict');
  expect(await page.getByRole('button').count()).toBe(0);

  await page.goto(server.url);
  await page.fill('#run-filter', 'two');
  expect(await page.locator('#runs tr:visible').count()).toBe(1);
  await page.fill('#run-filter', '');
  for (const box of await page.locator('#runs input').all()) await box.check();
  await page.getByRole('button', { name: 'Compare' }).click();
  expect(await page.locator('main').textContent()).toMatch(/First is (?:better|worse)/);
  await page.selectOption('select[name=a]', { index: 1 });
  await page.selectOption('select[name=b]', { index: 2 });
  await page.getByRole('button', { name: 'Compare' }).click();
  expect(await page.locator('main section').count()).toBe(1);
  expect(troubles).toEqual([]);
});

test('whatever others wrote stays text on every live page, and a page is usable with a phone’s width', async () => {
  const runs = emptyFolder();
  const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202e\u001b[2J\'&amp;javascript:alert(3)//{{7*7}}';
  makeRun({ folder: join(runs, "evil'&name"), tasks: 3, generators: MADE_GENERATORS.slice(0, 2), cycles: 2, name: (text) => `${text}${hostile}`, spoil: (text) => `${hostile}${text}` });
  const server = await startServer([runs]);
  const { page, troubles } = await visit(server.url);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.locator('#runs a').first().click();
  await expect.poll(() => page.locator('#attempts tr').count(), { timeout: 60_000 }).toBe(12);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await page.locator('#live').textContent()).toContain('\\u202e');
  await page.locator('#attempts a').first().click();
  await page.locator('main section').first().waitFor();
  await page.goto(server.url);
  await page.locator('#runs input').first().check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.locator('main section').first().waitFor();
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(troubles).toEqual([]);
});

test('recorded answers: their run in the list, on its page, an attempt, and the report that it left', { timeout: 600_000 }, async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'answers.jsonl'), [
    { task: 'shell-greeting', generator: 'recorded:a', cycle: 1, replacement: 'this is no code\n' },
    { task: 'shell-greeting', generator: 'recorded:b', cycle: 1, unusable: 'it refused' },
  ].map((line) => JSON.stringify(line)).join('\n'));
  expect(await ase(['judge', 'answers.jsonl', '--suite', 'tiny', '--task', 'shell-greeting', '--sandbox', 'bubblewrap', '--run', 'runs/replayed'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining('runs/replayed/report.html') });
  expect(readFileSync(join(cwd, 'runs', 'replayed', 'report.html'), 'utf8')).toContain('recorded:b');
  const server = await startServer([join(cwd, 'runs')]);
  const { page, troubles } = await visit(server.url);
  expect(await page.locator('#runs tr').textContent()).toContain('complete');
  await page.locator('#runs a').click();
  await state(page, 'complete');
  await expect.poll(() => page.locator('#attempts tr').count(), { timeout: 60_000 }).toBe(2);
  await page.locator('#attempts a').first().click();
  expect(await page.locator('main').textContent()).toContain('broken');
  expect(troubles).toEqual([]);
});
