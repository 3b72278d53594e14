import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { type Look, useBrowser } from './browser.ts';
import { madeReport } from './made-report.ts';

const { open } = useBrowser();
const golden = join(import.meta.dirname, 'golden');
const CELL = 8;
/** Of the cells of a picture. Fonts differ among machines: letters may, blocks of colour and their places may not. */
const TOLERANCE = 0.06;

const VIEWS: readonly { readonly name: string; readonly look: Look }[] = [
  { name: 'overview-light', look: {} },
  { name: 'overview-dark', look: { colorScheme: 'dark' } },
  { name: 'attempt-light', look: { hash: '#a0.3.1' } },
  { name: 'phone-light', look: { width: 390, height: 844 } },
];

test.each(VIEWS)('the picture of $name is as it was', async ({ name, look }) => {
  const { page } = await open(await madeReport({ tasks: 12, cycles: 3 }), look);
  if (look.hash !== undefined) await page.waitForFunction(() => document.body.classList.contains('paged'));
  const shot = await page.screenshot();
  const path = join(golden, `${name}.png`);
  if (env['UPDATE_PICTURES'] === '1' || !existsSync(path)) {
    mkdirSync(golden, { recursive: true });
    writeFileSync(path, shot);
  }
  const [expected, found] = [coarse(PNG.sync.read(readFileSync(path))), coarse(PNG.sync.read(shot))];
  const different = pixelmatch(expected.data, found.data, undefined, expected.width, expected.height, { threshold: 0.15, includeAA: true });
  expect(different / (expected.width * expected.height)).toBeLessThan(TOLERANCE);
});

/** The mean colour of each square: what is left of letters is a grey that hardly differs between fonts. */
function coarse({ width, height, data }: PNG): { readonly width: number; readonly height: number; readonly data: Uint8Array } {
  const [columns, rows] = [Math.floor(width / CELL), Math.floor(height / CELL)];
  const means = new Uint8Array(columns * rows * 4).fill(255);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) means.set(meanOf(data, width, { left: column * CELL, top: row * CELL }), (row * columns + column) * 4);
  }
  return { width: columns, height: rows, data: means };
}

function meanOf(data: Uint8Array, width: number, { left, top }: { readonly left: number; readonly top: number }): number[] {
  const sums = [0, 0, 0];
  for (let pixel = 0; pixel < CELL * CELL; pixel += 1) {
    const at = ((top + Math.floor(pixel / CELL)) * width + left + (pixel % CELL)) * 4;
    for (const channel of [0, 1, 2]) sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0);
  }
  return sums.map((sum) => Math.round(sum / (CELL * CELL)));
}
