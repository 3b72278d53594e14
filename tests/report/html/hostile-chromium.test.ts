import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { MadeGenerator } from './made-run.ts';
import { goTo, useBrowser } from './browser.ts';
import { madeReport } from './made-report.ts';

const { open } = useBrowser();

/** Every way in that we know: each would set `window.pwned`, ask for something, or change how the page looks. */
const ATTACKS = [
  '<script>window.pwned=1</script>',
  '</script><script>window.pwned=2</script>',
  '</style><style>body{display:none}</style>',
  '<img src=x onerror="window.pwned=3">',
  '<svg onload="window.pwned=4"><animate onbegin="window.pwned=5" attributeName=x dur=1s>',
  '<svg><script>window.pwned=6</script></svg>',
  '<a href="javascript:window.pwned=7">x</a>',
  '<iframe srcdoc="<script>parent.pwned=8</script>"></iframe>',
  '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/gone">',
  '<link rel=stylesheet href="http://127.0.0.1:9/x.css">',
  '<base href="http://127.0.0.1:9/">',
  '<form action="http://127.0.0.1:9/"><button autofocus onfocus="window.pwned=9">x</button></form>',
  '<div style="position:fixed;inset:0;background:red">over everything</div>',
  '" onmouseover="window.pwned=10" x="',
  "' onmouseover='window.pwned=11' x='",
  '`${window.pwned=12}`',
  '--><script>window.pwned=13</script><!--',
  ']]><script>window.pwned=14</script>',
  '<template><img src=x onerror="window.pwned=15"></template>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.pwned=16">',
  '<noscript><p title="</noscript><img src=x onerror=window.pwned=17>">',
  '<details open ontoggle="window.pwned=18">',
  '&lt;script&gt;window.pwned=19&lt;/script&gt;',
  '<object data="data:text/html,<script>parent.pwned=20</script>"></object>',
  '<section class="warn">Unfinished</section><!DOCTYPE html>',
].join(' ');
const HIDDEN = 'secure\u202eerucesni\u202c \u2066x\u2069 zero\u200bwidth \u0000\u0007\u001b[31mred \ufeff \u{e0041} \ud800 a\u0301\u0302\u0303\u0304\u0305\u0306\u0307';

const generators: readonly MadeGenerator[] = [
  { name: 'openai:one', weights: [1, 1, 1, 1, 1], costUsd: 0.1 },
  { name: 'openai:two', weights: [1, 2, 3, 1, 0], costUsd: null },
];

async function assertInert(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    pwned: 'pwned' in globalThis,
    tags: [...new Set([...document.querySelectorAll('*')].map((node) => node.localName))].filter((name) => /^(?:img|iframe|object|embed|form|template|math|base|video|audio|animate|foreignobject|button)$/.test(name)),
    scripts: [...document.scripts].filter(({ type }) => type !== 'text/plain').length,
    styles: document.querySelectorAll('style, link[rel=stylesheet], [style]').length,
    handlers: [...document.querySelectorAll('*')].flatMap((node) => node.getAttributeNames().filter((name) => name.startsWith('on'))),
    links: [...document.links].map((link) => link.getAttribute('href') ?? '').filter((href) => !href.startsWith('#')),
    hidden: /[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0000-\u0008\u001b]|[\u{e0000}-\u{e007f}]/u.test(document.body.innerText + document.title),
  }));
  expect(found).toEqual({ pwned: false, tags: [], scripts: 1, styles: 1, handlers: [], links: [], hidden: false });
}

test('whatever others wrote: in names, answers, prompts, reasons, evidence and traces it is text, in the overview and on every page', async () => {
  const evil = ` ${ATTACKS} ${HIDDEN}`;
  const html = await madeReport({ tasks: 2, cycles: 2, generators, missing: 0.1, spoil: (text) => `${text}${evil}`, name: (text) => (text === 'made' || text.startsWith('made-') || text.startsWith('openai') ? `${text}${evil}` : text) });
  const { page, troubles } = await open(html);
  await assertInert(page);
  const links = await page.locator('#strip a').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''));
  for (const link of links) {
    await goTo(page, link);
    await page.evaluate(() => {
      for (const node of document.querySelectorAll('details')) node.open = true;
    });
    await assertInert(page);
  }
  expect(await page.locator('#page').textContent()).toContain('<script>window.pwned=1</script>');
  expect(await page.locator('#page').textContent()).toContain('\\u202e');
  expect(troubles).toEqual([]);
});

test('the policy holds by itself: what would get past the escaping does not run, load or post', async () => {
  const html = await madeReport({ tasks: 1, cycles: 1, generators });
  const { page, troubles } = await open(html.replace('<main>', `<main>${ATTACKS.replace(/<meta[^>]*>/, '')}`));
  await page.waitForTimeout(300);
  // The attacks are there as elements, and the page was not left.
  expect(await page.locator('main img[onerror]').count()).toBeGreaterThan(0);
  expect(page.url()).toMatch(/^file:/);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(troubles.filter((trouble) => trouble.startsWith('dialog'))).toEqual([]);
  expect(troubles.join('\n')).toContain('Content Security Policy');
});

test('lines of ten megabytes, and a hundred thousand lines, make a small page', async () => {
  const long = 'x'.repeat(10 * 1024 * 1024);
  const many = 'a line\n'.repeat(100_000);
  const html = await madeReport({ tasks: 1, cycles: 2, generators: generators.slice(0, 1), spoil: (text, { cycle }) => `${text}${cycle === 1 ? long : many}` });
  expect(html.length).toBeLessThan(1_000_000);
  const { page, troubles } = await open(html);
  for (const hash of ['#a0.0.1', '#a0.0.2']) {
    await goTo(page, hash);
    expect(await page.evaluate(() => document.getElementById('page')?.textContent.length ?? 0)).toBeLessThan(200_000);
  }
  expect(troubles).toEqual([]);
});
