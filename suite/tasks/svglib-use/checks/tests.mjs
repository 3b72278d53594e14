import assert from 'node:assert/strict';
import { drawing, link, pictureOf, sized, sizeOf } from './drawings.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {string} content */
async function pictureFor({ target }, content) {
  const [calls] = await target.call('draw', [drawing(content)]);
  return pictureOf(calls);
}

/** Places and sizes of all rectangles, in the order in which they are drawn. @param {Context} context @param {string} content @param {[x: number, y: number, width: number, height: number][]} expected */
async function expectRects(context, content, expected) {
  const { rects, back } = await pictureFor(context, content);
  assert.deepEqual(rects.map(({ x, y, width, height }) => [x, y, width, height]), expected, content);
  assert.ok(back, `the surface is back where it was after ${content}`);
}

/** @param {Context['random']} random */
const colour = (random) => `#${random.int(0x10_00_00, 0xff_ff_ff).toString(16)}`;

export default {
  driver: 'driver.php',
  cases: {
    'a shape once more, in another place': async (context) => {
      const { random } = context;
      const [id, { x, y, width, height }, at] = [random.token(), sizeOf(random), sizeOf(random)];
      const rect = `<rect id="${id}" ${sized({ x, y, width, height })}/>`;
      for (const attribute of ['href', 'xlink:href']) {
        await expectRects(context, `${rect}<use ${attribute}="#${id}" x="${at.x}" y="${at.y}"/>`, [[x, y, width, height], [x + at.x, y + at.y, width, height]]);
        await expectRects(context, `<defs>${rect}</defs><use ${attribute}="#${id}" x="${at.x}"/><use ${attribute}="#${id}" y="${at.y}"/><use ${attribute}="#${id}"/>`, [[x + at.x, y, width, height], [x, y + at.y, width, height], [x, y, width, height]]);
      }
    },
    'its own size is not the size of what it shows': async (context) => {
      const { random } = context;
      const [id, { x, y, width, height }] = [random.token(), sizeOf(random)];
      await expectRects(context, `<defs><rect id="${id}" ${sized({ x, y, width, height })}/></defs><use ${link(random, id)} width="300" height="200" x="7" y="9"/>`, [[x + 7, y + 9, width, height]]);
      await expectRects(context, `<defs><rect id="${id}" width="${width}"/></defs><use ${link(random, id)} width="300" height="200" x="7" y="9"/>`, [[7, 9, width, 0]]);
    },
    'a group, and what is in it': async (context) => {
      const { random } = context;
      const [id, one, two, three, at] = [random.token(), sizeOf(random), sizeOf(random), sizeOf(random), sizeOf(random)];
      const inner = [one, two, three].map((size) => `<rect ${sized(size)}/>`).join('');
      const plain = [one, two, three].map(({ x, y, width, height }) => /** @type {[number, number, number, number]} */ ([x, y, width, height]));
      const moved = plain.map(([x, y, width, height]) => /** @type {[number, number, number, number]} */ ([x + at.x, y + at.y, width, height]));
      for (const tag of ['g', 'symbol']) {
        await expectRects(context, `<defs><${tag} id="${id}">${inner}</${tag}></defs><use ${link(random, id)} x="${at.x}" y="${at.y}"/>`, moved);
        await expectRects(context, `<${tag} id="${id}">${inner}</${tag}><use ${link(random, id)} x="${at.x}" y="${at.y}"/><use ${link(random, id)}/>`, [...plain, ...moved, ...plain]);
      }
    },
    'many references': async (context) => {
      const { random } = context;
      const [shape, group, { x, y, width, height }] = [random.token(), random.token(), sizeOf(random)];
      const places = Array.from({ length: random.int(20, 40) }, () => sizeOf(random));
      const uses = places.map((at) => `<use ${link(random, random.pick([shape, group]))} x="${at.x}" y="${at.y}"/>`).join('');
      await expectRects(context, `<defs><rect id="${shape}" ${sized({ x, y, width, height })}/><g id="${group}"><rect ${sized({ x, y, width, height })}/></g></defs>${uses}`, places.map((at) => [x + at.x, y + at.y, width, height]));
    },
    'in groups, and between other shapes': async (context) => {
      const { random } = context;
      const [id, { x, y, width, height }, other, at] = [random.token(), sizeOf(random), sizeOf(random), sizeOf(random)];
      const around = `<rect ${sized(other)}/>`;
      await expectRects(context, `<defs><rect id="${id}" ${sized({ x, y, width, height })}/></defs>${around}<g transform="translate(10, 20)"><g><use ${link(random, id)} x="${at.x}" y="${at.y}"/>${around}</g></g>${around}`, [
        [other.x, other.y, other.width, other.height],
        [x + at.x + 10, y + at.y + 20, width, height],
        [other.x + 10, other.y + 20, other.width, other.height],
        [other.x, other.y, other.width, other.height],
      ]);
    },
    'attributes of both': async (context) => {
      const { random } = context;
      const [plain, own, group, first, second] = [random.token(), random.token(), random.token(), colour(random), colour(random)];
      const content = `<rect width="1" fill="${first}"/><rect width="2" fill="${second}"/><defs><rect id="${plain}" width="3"/><rect id="${own}" width="4" fill="${first}"/><g id="${group}"><rect width="5"/></g></defs><use ${link(random, plain)} fill="${second}"/><use ${link(random, own)} fill="${second}"/><use ${link(random, group)} fill="${first}"/>`;
      const { rects } = await pictureFor(context, content);
      const [one, two] = rects.map(({ fill }) => fill);
      assert.deepEqual(rects.map(({ width, fill }) => [width, fill]), [[1, one], [2, two], [3, two], [4, one], [5, one]], content);
    },
    'a reference to nothing': async (context) => {
      const { random } = context;
      const { x, y, width, height } = sizeOf(random);
      await expectRects(context, `<use ${link(random, random.token())} x="5" y="6"/><rect ${sized({ x, y, width, height })}/>`, [[x, y, width, height]]);
      await expectRects(context, `<g><use ${link(random, random.token())}/></g><rect ${sized({ x, y, width, height })}/>`, [[x, y, width, height]]);
    },
    'definitions alone draw nothing': async (context) => {
      const [a, b] = [context.random.token(), context.random.token()];
      await expectRects(context, `<defs><rect id="${a}" width="1"/><use id="${b}" href="#${a}"/></defs>`, []);
    },
    'several drawings after each other': async ({ target, random }) => {
      const id = random.token();
      const svg = drawing(`<defs><g id="${id}"><rect width="7" height="8"/></g></defs><use ${link(random, id)} x="1"/>`);
      for (const calls of await target.call('draw', [svg, svg, svg])) assert.deepEqual(pictureOf(calls).rects.map(({ x, width }) => [x, width]), [[1, 7]]);
    },
  },
};
