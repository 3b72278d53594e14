/** Drawings, and what is where in them: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ x: number, y: number, width: number, height: number, fill: string }} Rect */

/** @param {string} content */
export const drawing = (content) => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="900" height="900">${content}</svg>`;

/** The rectangles of a drawing, where its moves have put them, and whether the surface came back to where it was. @param {(string | number)[][]} calls @returns {{ rects: Rect[], back: boolean }} */
export function pictureOf(calls) {
  const rects = /** @type {Rect[]} */ ([]);
  const places = [[0, 0]];
  for (const [name, ...values] of calls) {
    const here = places.at(-1) ?? [0, 0];
    const [x, y, width, height] = values.map(Number);
    if (name === 'save') places.push([...here]);
    else if (name === 'restore') places.pop();
    else if (name === 'translate') places.splice(-1, 1, [(here[0] ?? 0) + (x ?? 0), (here[1] ?? 0) + (y ?? 0)]);
    else if (name === 'rect') rects.push({ x: (here[0] ?? 0) + (x ?? 0), y: (here[1] ?? 0) + (y ?? 0), width: width ?? 0, height: height ?? 0, fill: String(values[4]) });
  }
  const [last] = places;
  return { rects, back: places.length === 1 && last?.[0] === 0 && last[1] === 0 };
}

/** @param {Context['random']} random */
export const sizeOf = (random) => ({ x: random.int(1, 90), y: random.int(1, 90), width: random.int(1, 90), height: random.int(1, 90) });

/** @param {{ x: number, y: number, width: number, height: number }} size */
export const sized = ({ x, y, width, height }) => `x="${x}" y="${y}" width="${width}" height="${height}"`;

/** @param {Context['random']} random the way in which an element is referred to */
export const link = (random, /** @type {string} */ id) => `${random.pick(['href', 'xlink:href'])}="#${id}"`;

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [shape, group, size, moved] = [random.token(), random.token(), sizeOf(random), sizeOf(random)];
  const svg = drawing(`<defs><g id="${group}"><rect ${sized(size)}/></g></defs><rect id="${shape}" ${sized(size)}/><g><use ${link(random, shape)} x="${moved.x}" y="${moved.y}"/></g><use ${link(random, group)} x="${moved.y}"/><use ${link(random, shape)}/>`);
  const [calls] = await target.call('draw', [svg]);
  const found = pictureOf(calls).rects.map(({ x, y }) => [x, y]);
  const expected = [[size.x, size.y], [size.x + moved.x, size.y + moved.y], [size.x + moved.y, size.y], [size.x, size.y]];
  if (JSON.stringify(found) !== JSON.stringify(expected)) fail(`rectangles are at ${JSON.stringify(found)}, not at ${JSON.stringify(expected)}: ${svg}`);
}

/** Has drawings drawn, each by itself; a process that ends or does not answer is what is looked for. @param {Context} context @param {((ids: string[], use: (id: string, rest?: string) => string) => string)[]} contents */
export async function attack({ target, random }, contents) {
  for (const content of random.shuffle(contents)) {
    const ids = [random.token(), random.token(), random.token()];
    const use = (/** @type {string} */ id, /** @type {string} */ rest = '') => `<use ${link(random, id)} ${random.pick(['', `x="${random.int(1, 9)}"`, `fill="#${random.int(100, 999)}"`])} ${rest}/>`;
    await target.call('draw', [drawing(content(ids, use))]);
  }
}
