import assert from 'node:assert/strict';
import { linksIn, page, plain, textIn } from './html.mjs';

/** Renders and asserts the one link (or image) that there must be. */
async function assertLink({ target }, markdown, expected, call = 'render') {
  const html = await page(target, call, markdown);
  const found = linksIn(html).map((link) => ({ tag: link.tag, address: plain(link.address), text: link.text, ...(link.title === undefined ? {} : { title: link.title }) }));
  assert.deepEqual(found, [{ tag: 'a', text: 'w', ...expected, address: plain(expected.address) }], `${JSON.stringify(markdown)} became ${html}`);
}

/** Renders and asserts that there is no link and that the text is still there. */
async function assertNoLink({ target }, markdown, call = 'render') {
  const html = await page(target, call, markdown);
  assert.deepEqual(linksIn(html), [], `${JSON.stringify(markdown)} became ${html}`);
  assert.ok(textIn(html).includes('w'), `${JSON.stringify(markdown)} lost its text`);
}

const addresses = (random) => [
  `https://${random.word()}.example/${random.word()}/?a=1&b=%20${random.int(1, 99)}#${random.word()}`,
  `/${random.word()}/${random.word()}.html`,
  `#${random.word()}`,
  `mailto:${random.word()}@${random.word()}.example`,
  `//${random.word()}.example/%C3%BC/a%2Fb`,
  `../${random.word()}?q='${random.word()}'`,
  `${random.word()}:${random.int(1, 9999)}`,
  `/${random.word()}/\u00fc\u00df\u2603\u6f22/\u{1f600}`,
  `?${random.word()}=javascript:x`,
  `/javascript:${random.word()}`,
  `javascripts:${random.word()}`,
  `http://${random.word()}.example:8080/a*b_c~d`,
  `a"b'c`,
  'x',
];

const schemes = ['javascript', 'JavaScript', 'JAVASCRIPT', 'vbscript', 'VBScript', 'data', 'DATA', 'file'];

export default {
  driver: 'driver.mjs',
  cases: {
    'addresses of all kinds': async (context) => {
      const { random } = context;
      for (const address of random.shuffle(addresses(random))) {
        await assertLink(context, `[w](${address})`, { address });
        await assertLink(context, `${random.word()} *[w]( ${address}\n "${address.length} t")* ${random.word()}`, { address, title: `${address.length} t` });
        await assertLink(context, `[w](${address} 'a title')`, { address, title: 'a title' }, 'renderInline');
      }
    },
    'angle brackets': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      for (const address of random.shuffle(addresses(random))) await assertLink(context, `[w](<${address}>)`, { address });
      await assertLink(context, `[w](<${a} ${b}>)`, { address: `${a} ${b}` });
      await assertLink(context, `[w](<(${a}(((${b}>)`, { address: `(${a}(((${b}` });
      await assertLink(context, `[w](<${a}\\>${b}> "${b}")`, { address: `${a}>${b}`, title: b });
      await assertLink(context, `[w](<${a}?x=1&amp;y=&#50;>)`, { address: `${a}?x=1&y=2` });
      await assertLink(context, '[w](<>)', { address: '' });
      await assertLink(context, `[w](<${a}%20${b}>)`, { address: `${a}%20${b}` });
      await assertNoLink(context, `[w](<${a}\n${b}>)`);
      await assertNoLink(context, `[w](<${a})`);
      await assertNoLink(context, `[w](<${a}\\>)`);
      await assertNoLink(context, `[w](<${a}>${b})`);
    },
    'parentheses in pairs': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      await assertLink(context, `[w](${a}(${b}))`, { address: `${a}(${b})` });
      await assertLink(context, `[w](${a}(${b})c(d)e)`, { address: `${a}(${b})c(d)e` });
      await assertLink(context, `[w]((${a}))`, { address: `(${a})` });
      await assertLink(context, `[w](${a}()())`, { address: `${a}()()` });
      await assertLink(context, `[w](${a})${b})`, { address: a });
      await assertLink(context, `[w](${a})(${b})`, { address: a });
      await assertNoLink(context, `[w](${a}(${b})`);
      await assertNoLink(context, `[w](${a}((${b})))`);
      await assertNoLink(context, `[w](${a}(${b}(c)d))`);
    },
    'backslashes': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      await assertLink(context, `[w](${a}\\(${b})`, { address: `${a}(${b}` });
      await assertLink(context, `[w](${a}\\)${b}\\))`, { address: `${a})${b})` });
      await assertLink(context, `[w](${a}(\\(${b}))`, { address: `${a}((${b})` });
      await assertLink(context, `[w](${a}\\*\\_\\#${b})`, { address: `${a}*_#${b}` });
      await assertLink(context, `[w](${a}\\${b})`, { address: `${a}\\${b}` });
      await assertLink(context, `[w](${a}\\\\${b})`, { address: `${a}\\${b}` });
      await assertLink(context, `[w](\\<${a}\\>)`, { address: `<${a}>` });
      await assertNoLink(context, `[w](${a}\\)`);
    },
    'white space ends a destination': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      await assertLink(context, `[w](${a} )`, { address: a });
      await assertLink(context, `[w](\n${a}\n"${b}")`, { address: a, title: b });
      await assertNoLink(context, `[w](${a} ${b})`);
      for (const space of random.shuffle(['\t', '\v', '\f', '\r', ' ', '\n'])) {
        await assertNoLink(context, `[w](${a}${space}${b})`, 'renderInline');
        assert.deepEqual(await context.target.call('destination', `${a}${space}${b})`, 0, a.length + b.length + 2), { found: true, link: a, pos: a.length }, JSON.stringify(space));
      }
    },
    'nothing is no destination': async (context) => {
      await assertLink(context, '[w]()', { address: '' });
      await assertLink(context, '[w](  )', { address: '' });
      for (const src of [') x', ' x', '\n', '']) assert.deepEqual(await context.target.call('destination', src, 0, src.length), { found: false, pos: 0 }, JSON.stringify(src));
    },
    'reads from its place to the end that it is given': async ({ target, random }) => {
      const [a, b] = [random.word(), random.word()];
      const calls = [
        [`${a}(${b})`, 0, a.length, { found: true, link: a, pos: a.length }],
        [`((${a} ${b}`, 2, 40, { found: true, link: a, pos: a.length + 2 }],
        [`${b}<${a}>`, b.length, 40, { found: true, link: a, pos: a.length + b.length + 2 }],
        [`<${a}>`, 0, a.length + 1, { found: false, pos: 0 }],
        [`${a}) ${b}`, a.length + 2, a.length + b.length + 2, { found: true, link: b, pos: a.length + b.length + 2 }],
        [`${a}`, a.length, a.length, { found: false, pos: 0 }],
      ];
      for (const [src, pos, max, expected] of random.shuffle(calls)) assert.deepEqual(await target.call('destination', src, pos, Math.min(max, src.length)), expected, src);
    },
    'schemes that the validator refuses': async (context) => {
      const { random } = context;
      for (const scheme of random.shuffle(schemes)) {
        await assertNoLink(context, `[w](${scheme}:${random.word()})`);
        await assertNoLink(context, `[w](<${scheme}:${random.word()}>)`);
        await assertNoLink(context, `![w](${scheme}&#x3A;${random.word()})`);
        await assertNoLink(context, `[w]\n\n[w]: ${scheme}:${random.word()}`);
      }
    },
    'validators of the application': async ({ target, random }) => {
      const [bad, good] = [`q${random.token(6)}`, random.word()];
      const markdown = `[w](/${good}) [w](/${bad}) [w](<${bad}>) [w](<${good} y>)\n\n[${good}] ![${bad}]\n\n[${good}]: z${good}\n[${bad}]: ${bad}`;
      const html = await page(target, 'renderValidated', markdown, bad);
      assert.deepEqual(linksIn(html).map(({ address }) => plain(address)), [`/${good}`, `${good} y`, `z${good}`], html);
    },
    'definitions': async (context) => {
      const { random } = context;
      for (const address of random.shuffle(addresses(random))) {
        await assertLink(context, `[w]\n\n[w]: ${address}`, { address });
        await assertLink(context, `[w][x y]\n\n[X Y]: <${address}> "${address.length} t"\n[z]: /z`, { address, title: `${address.length} t` });
      }
      await assertNoLink(context, '[w]\n\n[w]: ');
      await assertNoLink(context, `[w]\n\n[w]: ${random.word()} ${random.word()}`);
    },
    'images': async (context) => {
      const { random } = context;
      for (const address of random.shuffle(addresses(random))) await assertLink(context, `![w](${address} "t")`, { tag: 'img', address, title: 't' });
    },
    'links among other text': async ({ target, random }) => {
      const words = Array.from({ length: 6 }, () => random.word());
      const markdown = `# [w](/${words[0]})\n\n- [w](${words[1]}(x)) and [w](<${words[2]} y> "t")\n- **[w](/${words[3]})**\n\n> [![w](/${words[4]})](/${words[5]})\n`;
      assert.deepEqual(linksIn(await page(target, 'render', markdown)).map(({ tag, address }) => [tag, plain(address)]), [
        ['a', `/${words[0]}`],
        ['a', `${words[1]}(x)`],
        ['a', `${words[2]} y`],
        ['a', `/${words[3]}`],
        ['a', `/${words[5]}`],
        ['img', `/${words[4]}`],
      ]);
    },
    'long destinations': async (context) => {
      const { random } = context;
      const address = `/${random.token(20)}`.repeat(random.int(2000, 4000));
      await assertLink(context, `[w](${address})`, { address });
      await assertLink(context, `[w](<${address}>)`, { address });
    },
    'the presets render links alike': async ({ target, random }) => {
      const word = random.word();
      for (const preset of ['default', 'full', 'commonmark']) {
        assert.deepEqual(linksIn(await page(target, 'render', `[w](/${word}(1) "t")`, preset)), [{ tag: 'a', address: `/${word}(1)`, title: 't', text: 'w' }], preset);
      }
    },
  },
};
