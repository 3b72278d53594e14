import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

/** Where Debian puts it. */
const CHROMIUM = '/usr/bin/chromium';
/** Root has no sandbox of its own, and nobody may phone home from a test. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'];

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
  /** Behind the file's name. */
  readonly hash?: string;
}

export interface OpenedPage {
  readonly page: Page;
  /** Messages of the console that are no logs, errors of the page, requests beyond the file itself, dialogs. Empty in a good report. */
  readonly troubles: readonly string[];
}

/** One browser for the tests of a file; `open` gives a page that is closed after the test. */
export function useBrowser(): { open(html: string, look?: Look): Promise<OpenedPage> } {
  let browser: Browser | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ase-browser-'));
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, timeout: 120_000 });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let files = 0;
  return {
    open: async (html, { width = 1280, height = 900, colorScheme = 'light', javaScriptEnabled = true, hash = '' } = {}) => {
      if (browser === undefined) throw new Error('the browser did not start');
      files += 1;
      const file = join(folder, `report-${files}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled, reducedMotion: 'reduce' });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const troubles: string[] = [];
      page.on('console', (message) => void (message.type() === 'log' || troubles.push(`console ${message.type()}: ${message.text()}`)));
      page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => {
        troubles.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => void (request.url().split('#')[0] === `file://${file}` || request.url() === 'data:,' || troubles.push(`request: ${request.url().slice(0, 200)}`)));
      await page.goto(`file://${file}${hash}`);
      return { page, troubles };
    },
  };
}

/** Opens a task's or attempt's page by its link. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((wanted) => {
    globalThis.location.hash = wanted;
  }, hash);
  await page.waitForFunction(() => document.body.classList.contains('paged'));
}
