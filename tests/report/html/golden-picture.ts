import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { env } from 'node:process';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const CELL = 8;
/** Of the cells of a picture. Fonts differ among machines: letters may, blocks of colour and their places may not. */
export const PICTURE_TOLERANCE = 0.06;

/** Share of cells that are not as in the golden picture; UPDATE_PICTURES=1 makes it. */
export function differenceFromGolden(path: string, shot: Buffer): number {
  if (env['UPDATE_PICTURES'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, shot);
  }
  const [expected, found] = [coarse(PNG.sync.read(readFileSync(path))), coarse(PNG.sync.read(shot))];
  return pixelmatch(expected.data, found.data, undefined, expected.width, expected.height, { threshold: 0.15, includeAA: true }) / (expected.width * expected.height);
}

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
