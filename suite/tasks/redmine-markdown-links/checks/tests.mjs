import assert from 'node:assert/strict';
import { PLACES, readPage } from './pages.mjs';

/** @param {import('../../../kit/check.mjs').Context} context @param {string[]} texts */
const render = async ({ target }, texts) => (await target.call('render', texts)).map(readPage);

export default {
  driver: 'driver.rb',
  cases: {
    'links with their content and title': async (context) => {
      const { random } = context;
      const [word, title, host] = [random.word(), random.word(), `${random.token()}.example`];
      const pages = await render(context, [`[${word}](https://${host}/a)`, `[${word}](https://${host}/a "${title} 'x' & <y>")`, `[**${word}** *x*](http://${host}/)`, `[${word}][1]\n\n[1]: ftp://${host}/ "${title}"`]);
      assert.deepEqual(pages.map(({ links }) => links), [
        [{ href: `https://${host}/a`, class: 'external', shown: word, inside: [] }],
        [{ href: `https://${host}/a`, class: 'external', title: `${title} 'x' & <y>`, shown: word, inside: [] }],
        [{ href: `http://${host}/`, class: 'external', shown: `${word} x`, inside: ['strong', 'em'] }],
        [{ href: `ftp://${host}/`, class: 'external', title, shown: word, inside: [] }],
      ]);
    },
    'links within the site, and to relative addresses': async (context) => {
      const { random } = context;
      const [word, path] = [random.word(), `${random.word()}/${random.token()}?a=b&c=d#e`];
      const pages = await render(context, [`[${word}](/${path})`, `[${word}](${path})`, `[${word}](#${word})`, `[${word}](/${path} "${word}")`]);
      assert.deepEqual(pages.map(({ links }) => links), [[{ href: `/${path}`, shown: word, inside: [] }], [{ href: path, class: 'external', shown: word, inside: [] }], [{ href: `#${word}`, class: 'external', shown: word, inside: [] }], [{ href: `/${path}`, title: word, shown: word, inside: [] }]]);
    },
    'links to persons by their notation': async (context) => {
      const mail = `${context.random.token()}@${context.random.token()}.example`;
      const [page] = await render(context, [`[write](mailto:${mail})`]);
      assert.deepEqual(page?.links.map(({ href, shown }) => [href, shown]), [[`mailto:${mail}`, 'write']]);
    },
    'what may be no link stays as it was typed': async (context) => {
      const { random } = context;
      const texts = ['javascript', 'data', 'vbscript', 'JavaScript'].map((scheme) => `[${random.word()}](${scheme}:${random.token()})`);
      for (const [index, { text, links }] of (await render(context, texts)).entries()) assert.deepEqual([text, links], [texts[index], []]);
    },
    'addresses in angle brackets, wherever they stand': async (context) => {
      const { random } = context;
      for (const scheme of ['http', 'https', 'ftp']) {
        const address = `${scheme}://${random.token()}.example/${random.word()}?a=${random.int(1, 99)}&bb=2&b=(c)#d;e`;
        const pages = await render(context, PLACES.map((place) => place(`<${address}>`)));
        for (const { links } of pages) {
          const there = links.filter(({ href }) => !/^#fn/.test(href));
          assert.ok(there.length > 0);
          for (const { href, shown } of there) assert.deepEqual([href, shown], [address, address]);
        }
      }
    },
    'bare addresses': async (context) => {
      const { random } = context;
      const host = `${random.token()}.example`;
      const pages = await render(context, [`See https://${host}/a?b=c&d=e now`, `http://${host}/`, `ftp://${host}/x.`, `www.${host}/y`, `(https://${host}/z)`]);
      assert.deepEqual(pages.map(({ links }) => links.map(({ href, shown }) => [href, shown])), [[[`https://${host}/a?b=c&d=e`, `https://${host}/a?b=c&d=e`]], [[`http://${host}/`, `http://${host}/`]], [[`ftp://${host}/x`, `ftp://${host}/x`]], [[`http://www.${host}/y`, `www.${host}/y`]], [[`https://${host}/z`, `https://${host}/z`]]]);
      assert.equal(pages[0]?.text, `See https://${host}/a?b=c&d=e now`);
    },
    'persons, bare and in angle brackets': async (context) => {
      const { random } = context;
      const mail = `${random.token()}.${random.word()}@${random.token()}.example`;
      const pages = await render(context, [`<${mail}>`, `write to ${mail} now`, `<mailto:${mail}>`, `(${mail})`]);
      for (const { links } of pages) assert.deepEqual(links, [{ href: `mailto:${mail}`, shown: mail, inside: [] }]);
      assert.deepEqual(pages.map(({ text }) => text), [mail, `write to ${mail} now`, mail, `(${mail})`]);
    },
    'users and pictures that look like persons': async (context) => {
      const { random } = context;
      const mail = `${random.token()}@${random.token()}.example`;
      const texts = [`user:${mail}`, `@${mail}`, `${random.word()}@2x.png`];
      for (const [index, { text, links }] of (await render(context, texts)).entries()) assert.deepEqual([text, links], [texts[index], []]);
    },
    'the rest of a page': async (context) => {
      const { random } = context;
      const [word, host] = [random.word(), `https://${random.token()}.example`];
      const [picture, code, html, bad] = await render(context, [`![${word} "x"](${host}/a.png "${word}")`, `\`<${host}>\` and\n\n~~~\n<a href="${host}">\n~~~`, `<b onclick="x">${word}</b>`, `![${word}](javascript:${word})`]);
      assert.deepEqual(picture?.elements.filter(({ name }) => name === 'img').map(({ attributes }) => attributes), [{ src: `${host}/a.png`, alt: `${word} "x"`, title: word }]);
      assert.deepEqual([code?.links, code?.text.includes(`<${host}>`), code?.text.includes(`<a href="${host}">`)], [[], true, true]);
      assert.deepEqual(html?.elements.map(({ name }) => name), ['p']);
      assert.deepEqual(bad?.elements.filter(({ name }) => name === 'img'), []);
    },
  },
};
