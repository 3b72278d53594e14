import assert from 'node:assert/strict';
import { PLACES, readPage, render } from './pages.mjs';

/** @param {import('../../../kit/check.mjs').Context} context @param {string[]} texts */
const read = async ({ target }, texts) => (await render(target, texts)).map(readPage);
/** @param {ReturnType<typeof readPage>} page */
const pictures = (page) => page.elements.filter(({ name }) => name === 'img').map(({ attributes }) => attributes);
/** @param {ReturnType<typeof readPage>} page */
const hrefs = (page) => page.links.map(({ href }) => href).filter((href) => !/^#fn/.test(href));

export default {
  driver: 'driver.rb',
  cases: {
    'links with their text and title': async (context) => {
      const { random } = context;
      const [word, title, host] = [random.word(), random.word(), `${random.token()}.example`];
      const pages = await read(context, [`"${word}":https://${host}/a`, `"${word} ${title}":http://${host}/`, `"${word}(${title} 'x' & y)":https://${host}/a`, `"${word} (${title})":ftp://${host}/b/`, `"a *${word}* x":http://${host}/c`]);
      assert.deepEqual(pages.map(({ links }) => links), [
        [{ href: `https://${host}/a`, class: 'external', shown: word, inside: [] }],
        [{ href: `http://${host}/`, class: 'external', shown: `${word} ${title}`, inside: [] }],
        [{ href: `https://${host}/a`, class: 'external', title: `${title} 'x' & y`, shown: word, inside: [] }],
        [{ href: `ftp://${host}/b/`, title, shown: word, inside: [] }],
        [{ href: `http://${host}/c`, class: 'external', shown: `a ${word} x`, inside: ['strong'] }],
      ]);
    },
    'links within the site, to persons and to hosts': async (context) => {
      const { random } = context;
      const [word, path, mail, host] = [random.word(), `/${random.word()}/${random.token()}?a=b&c=d#e`, `${random.token()}@${random.token()}.example`, `www.${random.token()}.example/${random.word()}`];
      const pages = await read(context, [`"${word}":${path}`, `"${word}":mailto:${mail}`, `"${word}":${host}`, `"${word} (${word})":${path}`]);
      assert.deepEqual(pages.map(({ links }) => links), [[{ href: path, shown: word, inside: [] }], [{ href: `mailto:${mail}`, shown: word, inside: [] }], [{ href: host, shown: word, inside: [] }], [{ href: path, title: word, shown: word, inside: [] }]]);
    },
    'a style, class and language': async (context) => {
      const { random } = context;
      const [word, name, host] = [random.word(), random.token(), `${random.token()}.example`];
      const [first, second] = await read(context, [`"(${name})${word}":/${name}`, `"{color:red}[de]${word}":ftp://${host}/`]);
      assert.deepEqual(first?.links, [{ href: `/${name}`, class: `wiki-class-${name}`, shown: word, inside: [] }]);
      assert.deepEqual(second?.links.map(({ href, lang, shown, style }) => [href, lang, shown, /color:\s*red/.test(style)]), [[`ftp://${host}/`, 'de', word, true]]);
    },
    'where an address ends': async (context) => {
      const { random } = context;
      const [word, url] = [random.word(), `http://${random.token()}.example/${random.word()}`];
      const cases = [[`("${word}":${url})`, url, `(${word})`], [`"${word}":${url}, x`, url, `${word}, x`], [`"${word}":${url}. X`, url, `${word}. X`], [`"${word}":${url}/ x`, `${url}/`, `${word} x`], [`"${word}":${url}/.`, `${url}/`, `${word}.`], [`"${word}":${url}_(a)`, `${url}_(a)`, word], [`("${word}":${url}_(a))`, `${url}_(a)`, `(${word})`], [`["${word}":${url}]`, url, `[${word}]`], [`x: "${word}":${url}!`, url, `x: ${word}!`], [`"${word}":${url}?a=1&b=2;c#d'e`, `${url}?a=1&b=2;c#d'e`, word]];
      for (const [index, page] of (await read(context, cases.map(([text = '']) => text))).entries()) assert.deepEqual([hrefs(page), page.text], [[cases[index]?.[1]], cases[index]?.[2]]);
    },
    'links wherever they stand': async (context) => {
      const { random } = context;
      for (const scheme of ['http', 'https', 'ftp', 'HTTPS', 'Http']) {
        const url = `${scheme}://${random.token()}.example/${random.word()}?a=${random.int(1, 99)}&b=c`;
        for (const page of await read(context, PLACES.map((place) => place(`"${random.word()}":${url}`)))) assert.deepEqual(hrefs(page), [url]);
      }
    },
    'several links in one text': async (context) => {
      const { random } = context;
      const urls = Array.from({ length: 5 }, () => random.pick([`https://${random.token()}.example/`, `/${random.token()}`, `mailto:${random.token()}@${random.token()}.example`]));
      const [page] = await read(context, [urls.map((url, index) => (index % 2 ? `!${random.word()}.png!:${url}` : `"${random.word()}":${url}`)).join(' and ')]);
      assert.deepEqual(page && [...hrefs(page)].sort(), [...urls].sort());
    },
    'pictures': async (context) => {
      const { random } = context;
      const [word, host] = [random.word(), `https://${random.token()}.example`];
      const pages = await read(context, [`!${word}.png!`, `!${host}/${word}.gif?a=b!`, `x !/${word}/a.png(${word} & y)! z`]);
      assert.deepEqual(pages.map(pictures), [[{ src: `${word}.png`, alt: '' }], [{ src: `${host}/${word}.gif?a=b`, alt: '' }], [{ src: `/${word}/a.png`, alt: `${word} & y`, title: `${word} & y` }]]);
      assert.deepEqual(pages.map(hrefs), [[], [], []]);
    },
    'pictures that lead somewhere': async (context) => {
      const { random } = context;
      const [word, host] = [random.word(), `${random.token()}.example`];
      const addresses = [`https://${host}/a?b=c&d=e`, `HTTP://${host}/`, `ftp://${host}/${word}`, `/${word}/x`, `${word}/x.html`, `mailto:${word}@${host}`, `#${word}`, `http://${host}/a:b`];
      for (const address of addresses) {
        const source = random.pick([`${word}.png`, `/${word}.png`, `http://${host}/${word}.png`]);
        for (const page of await read(context, PLACES.map((place) => place(`!${source}!:${address}`)))) {
          assert.deepEqual(pictures(page), [{ src: source, alt: '' }]);
          assert.deepEqual(page.links.filter(({ inside }) => inside.includes('img')).map(({ href }) => href), [address]);
        }
      }
    },
    'where pictures stand, and what they have': async (context) => {
      const { random } = context;
      const [word, url] = [random.word(), `http://${random.token()}.example/`];
      const [right, left, styled] = await read(context, [`!>${word}.png!:${url} x`, `y !<${word}.png! z`, `!(${word}){color:red}a.png(${word} 'q')!:${url}.`]);
      assert.deepEqual(right?.elements.filter(({ attributes }) => /float:\s*right/.test(attributes.style ?? '')).length, 1);
      assert.deepEqual(right && [hrefs(right), pictures(right)], [[url], [{ src: `${word}.png`, alt: '' }]]);
      assert.ok(left);
      assert.deepEqual(styled && pictures(styled).map(({ style, ...others }) => others), [{ src: 'a.png', class: `wiki-class-${word}`, title: `${word} 'q'`, alt: `${word} 'q'` }]);
      assert.deepEqual([styled && hrefs(styled), styled?.text], [[url], '.']);
    },
    'what may be no link stays as it was typed': async (context) => {
      const { random } = context;
      const texts = [`"${random.word()}":javascript://${random.token()}/`, `"${random.word()}":JavaScript://${random.token()}`, `!${random.word()}.png!:javascript:${random.token()}`, `!${random.word()}.png!:JAVASCRIPT:${random.token()}`];
      for (const [index, page] of (await read(context, texts)).entries()) assert.deepEqual([page.text, page.links, pictures(page)], [texts[index], [], []]);
    },
    'a picture that a page may not have': async (context) => {
      const { random } = context;
      const texts = [`!javascript:${random.token()}!`, `!data:image/png,${random.token()}!`];
      for (const [index, page] of (await read(context, texts)).entries()) assert.deepEqual([page.text, page.links, pictures(page)], [texts[index], [], []]);
    },
    'what is no link': async (context) => {
      const { random } = context;
      const [word, token] = [random.word(), random.token()];
      const pages = await read(context, [`say "${word}": ${token}`, `version:"${word}"`, `"${word}"`, `@"${word}":http://${token}.example/@`, `"${word}\n${word}":/${token}`, `wow! ${word}! really`]);
      assert.deepEqual(pages.map(({ links }) => links), [[], [], [], [], [], []]);
      assert.deepEqual(pages.map(({ text }) => text).toSpliced(4, 1), [`say "${word}": ${token}`, `version:"${word}"`, `"${word}"`, `"${word}":http://${token}.example/`, `wow! ${word}! really`]);
    },
  },
};
