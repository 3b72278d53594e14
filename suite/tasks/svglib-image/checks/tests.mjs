import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { drawing, drawnIn, imageOf, quoted } from './drawings.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {string} [name] @returns {Promise<{ path: string, image: string }>} */
async function imageFile({ random, folder }, name = `${random.word()}.png`) {
  const image = imageOf(random);
  return { path: `${await folder({ [name]: Buffer.from(image, 'latin1') })}/${name}`, image };
}

/** @param {Context} context @param {string} svg @returns {Promise<unknown[][]>} */
async function callsFor({ target }, svg) {
  const [calls] = await target.call('draw', [svg]);
  return calls;
}

export default {
  driver: 'driver.php',
  cases: {
    'place and size': async (context) => {
      const { random } = context;
      const { path, image } = await imageFile(context);
      const [width, height, x, y, w, h] = [random.int(200, 500), random.int(200, 500), random.int(1, 90), random.int(1, 90), random.int(1, 90), random.int(1, 90)];
      const calls = await callsFor(context, drawing(`<image href="${path}" x="${x}" y="${y}" width="${w}" height="${h}"/>`, { width, height }));
      assert.deepEqual(calls, [['save'], ['transform', 1, 0, 0, -1, 0, height], ['draw', Buffer.from(image, 'latin1').toString('base64'), x, height - y, w, h], ['restore']]);
    },
    'parts of the drawing': async (context) => {
      const { path } = await imageFile(context);
      const percent = context.random.int(1, 4) * 20;
      const [, , draw] = await callsFor(context, drawing(`<image href="${path}" x="${percent}%" y="${percent}%" width="50%" height="25%"/>`, { width: 500, height: 200 }));
      assert.deepEqual(draw?.slice(2), [percent * 5, 200 - percent * 2, 250, 50]);
      const [, , inUnits] = await callsFor(context, drawing(`<image href="${path}" x="${percent}px" y="${percent}px" width="10px" height="20px"/>`, { width: 500, height: 200 }));
      assert.deepEqual(inUnits?.slice(2), [percent, 200 - percent, 10, 20]);
    },
    'what is not given': async (context) => {
      const { path } = await imageFile(context);
      const height = context.random.int(100, 400);
      const calls = await callsFor(context, drawing(`<image href="${path}"/><image xlink:href="${path}" x="3" height="4"/>`, { height }));
      assert.deepEqual(calls.filter(([name]) => name === 'draw').map((draw) => draw.slice(2)), [[0, height, 0, 0], [3, height, 0, 4]]);
    },
    'both attributes, of which the new one wins': async (context) => {
      const [first, second] = [await imageFile(context), await imageFile(context)];
      for (const [attributes, image] of [
        [`href="${first.path}"`, first.image],
        [`xlink:href="${second.path}"`, second.image],
        [`href="${first.path}" xlink:href="${second.path}"`, first.image],
        [`xlink:href="${first.path}" href="${second.path}"`, second.image],
        [`XLINK:HREF="${second.path}"`, second.image],
      ]) {
        assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image ${attributes}/>`))), [image], attributes);
      }
    },
    'files of many names': async (context) => {
      const { random } = context;
      const word = random.word();
      for (const name of [`${word}.JPG`, `${word} 1.png`, `phar.png`, `${word}.phar.jpg`, `phar/${word}.png`, `data/${word}.gif`, `http/${word}.png`, `größe.png`, `${word}`, `${word}&x='1'.png`, `${word}=phar.webp`, `100%25.png`]) {
        const { path, image } = await imageFile(context, name);
        for (const attribute of ['href', 'xlink:href']) assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image ${attribute}="${quoted(path)}"/>`))), [image], name);
        assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image href="${quoted(path.replace(/\/([^/]*)$/, '/./$1'))}"/>`))), [image], name);
      }
    },
    'an address of a file': async (context) => {
      const { path, image } = await imageFile(context);
      assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image href="file://${path}"/>`))), [image]);
    },
    'images that stand in the address': async (context) => {
      const { random } = context;
      for (const text of [imageOf(random), `phar://${random.word()}/x.png`, random.token(200)]) {
        const data = Buffer.from(text, 'latin1').toString('base64');
        for (const type of ['image/png', 'image/jpeg', 'image/svg+xml', '']) assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image xlink:href="data:${type};base64,${data}"/>`))), [text]);
      }
      const word = random.word();
      assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image href="data:image/gif,${word}"/>`))), [word]);
    },
    'images of other computers': async (context) => {
      const { random } = context;
      const image = imageOf(random);
      const paths = /** @type {string[]} */ ([]);
      const server = createServer((request, response) => {
        paths.push(request.url ?? '');
        response.end(Buffer.from(image, 'latin1'));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      try {
        const address = server.address();
        const port = typeof address === 'object' ? address?.port : 0;
        for (const path of [`/${random.word()}.png`, `/${random.word()}/phar.png?x=1&from=file://${random.word()}`]) {
          assert.deepEqual(drawnIn(await callsFor(context, drawing(`<image href="${quoted(`http://127.0.0.1:${port}${path}`)}"/>`))), [image]);
          assert.equal(paths.at(-1), path);
        }
      } finally {
        server.closeAllConnections();
        server.close();
      }
    },
    'several images, in groups, and shapes beside them': async (context) => {
      const [first, second, third] = [await imageFile(context), await imageFile(context), await imageFile(context)];
      const calls = await callsFor(context, drawing(`<image href="${first.path}"/><g><image xlink:href="${second.path}" transform="translate(3, 4)"/><rect x="1" y="2" width="3" height="4"/></g><image href="${third.path}"/>`));
      assert.deepEqual(drawnIn(calls), [first.image, second.image, third.image]);
      assert.deepEqual(calls.filter(([name]) => name === 'translate'), [['translate', 3, 4]]);
      assert.equal(calls.filter(([name]) => name === 'save').length, calls.filter(([name]) => name === 'restore').length);
    },
    'definitions are not drawn': async (context) => {
      const { path } = await imageFile(context);
      assert.deepEqual(drawnIn(await callsFor(context, drawing(`<defs><image id="a" href="${path}"/></defs>`))), []);
    },
  },
};
