import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'];

export interface Visit {
  readonly page: Page;
  /** All that should not happen: messages of the console, errors, dialogs, requests to elsewhere. */
  readonly troubles: readonly string[];
}

export interface VisitLook {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** One browser for the tests of a file; `visit` gives a page that is closed after the test. */
export function useServedPages(): { visit(url: string, look?: VisitLook): Promise<Visit> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS, timeout: 120_000 });
  });
  afterAll(() => browser?.close());
  return {
    visit: async (url, { width = 1280, height = 900, colorScheme = 'light' } = {}) => {
      if (browser === undefined) throw new Error('the browser did not start');
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      page.setDefaultTimeout(240_000);
      const troubles: string[] = [];
      const { origin } = new URL(url);
      page.on('console', (message) => void (message.type() === 'log' || troubles.push(`console ${message.type()}: ${message.text()}`)));
      page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => void (troubles.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
      page.on('request', (request) => void (request.url().startsWith(`${origin}/`) || request.url() === 'data:,' || troubles.push(`request: ${request.url().slice(0, 200)}`)));
      await page.goto(url);
      return { page, troubles };
    },
  };
}
