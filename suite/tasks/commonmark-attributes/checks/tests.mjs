import assert from 'node:assert/strict';
import { elementsIn, placesOf, strict } from './pages.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** Converts with settings of all kinds, and compares what a browser sees. @param {Context} context @param {string} markdown @param {[name: string, attributes: Record<string, string>, text: string][]} expected */
async function expectPage({ target, random }, markdown, expected) {
  const settings = random.pick([{}, strict(random), { html_input: 'escape' }, { allow_unsafe_links: false }]);
  const [html] = await target.call('convert', settings, [markdown]);
  const found = elementsIn(html).map(({ name, attributes, text }) => [name, attributes, text]);
  assert.deepEqual(found, expected, `${JSON.stringify(markdown)} gives ${JSON.stringify(html)}`);
}

export default {
  driver: 'driver.php',
  cases: {
    'before a block, with the short forms and the long ones': async (context) => {
      const [a, b, id] = [context.random.word(), context.random.word(), context.random.token()];
      await expectPage(context, `{#${id} .${b} .x}\n## ${a}\n`, [['h2', { id, class: [b, 'x'].toSorted().join(' ') }, a]]);
      await expectPage(context, `{: title="${a} ${b}" lang='de' width=50%}\n${a}\n`, [['p', { title: `${a} ${b}`, lang: 'de', width: '50%' }, a]]);
      await expectPage(context, `{title=${b}}\n\`\`\`js\n${a}\n\`\`\`\n`, [['pre', {}, a], ['code', { class: 'language-js', title: b }, a]]);
    },
    'behind a block, and at its end': async (context) => {
      const [a, b, id] = [context.random.word(), context.random.word(), context.random.token()];
      await expectPage(context, `> ${a}\n{: title="${b}"}\n`, [['blockquote', { title: b }, a], ['p', {}, a]]);
      await expectPage(context, `${a} {#${id} .c}\n\n# ${b} {title=${b}}\n`, [['p', { id, class: 'c' }, a], ['h1', { title: b }, b]]);
      await expectPage(context, `${a} *${b}*{.c}\n{#${id}}\n`, [['p', { id }, `${a} ${b}`], ['em', { class: 'c' }, b]]);
    },
    'behind parts of a text': async (context) => {
      const [a, b, c] = [context.random.word(), context.random.word(), context.random.word()];
      await expectPage(context, `${a} **${b}**{title=${c} .k} [${a}](/${b} "${c}"){#x hreflang=fr} ![${a}](${b}.png){width=40 height=30}\n`, [
        ['p', {}, `${a} ${b} ${a}`],
        ['strong', { title: c, class: 'k' }, b],
        ['a', { id: 'x', hreflang: 'fr', href: `/${b}`, title: c }, a],
        ['img', { width: '40', height: '30', src: `${b}.png`, alt: a }, ''],
      ]);
      await expectPage(context, `[${a}](/${b}){target="_blank"}\n`, [['p', {}, a], ['a', { target: '_blank', href: `/${b}`, rel: 'noopener noreferrer' }, a]]);
    },
    'every place': async ({ target, random }) => {
      const [word, value] = [random.word(), `${random.word()} & "${random.word()}" <${random.int(1, 99)}>`];
      const documents = placesOf(random, `data-${word}='${value}'`);
      for (const settings of [{}, { html_input: 'strip', allow_unsafe_links: false }, { html_input: 'escape', allow_unsafe_links: false }, { allow_unsafe_links: true }]) {
        const pages = await target.call('convert', settings, documents);
        for (const [index, document] of documents.entries()) {
          const found = elementsIn(pages[index]).filter(({ attributes }) => attributes[`data-${word}`] !== undefined);
          assert.deepEqual(found.map(({ attributes }) => attributes[`data-${word}`]), [value], `${JSON.stringify(document)} gives ${JSON.stringify(pages[index])}`);
        }
      }
    },
    'the item of a tight list, and the paragraph of a loose one': async (context) => {
      const [a, b, c] = [context.random.word(), context.random.word(), context.random.word()];
      await expectPage(context, `- {.${c}} ${a}\n- ${b} {title=${c}}\n{#l}\n`, [['ul', { id: 'l' }, `${a}\n${b}`], ['li', { class: c }, a], ['li', { title: c }, b]]);
      await expectPage(context, `1. ${a} {.${c}}\n\n2. ${b}\n`, [['ol', {}, `${a}\n\n\n${b}`], ['li', {}, a], ['p', { class: c }, a], ['li', {}, b], ['p', {}, b]]);
    },
    'several lists for one element': async (context) => {
      const [a, b, c] = [context.random.word(), context.random.word(), context.random.word()];
      await expectPage(context, `{.one title=${a} lang=en}\n{.two title=${b}}\n${c}\n`, [['p', { class: 'one two', title: b, lang: 'en' }, c]]);
      await expectPage(context, `{.one title=${a} lang=en}\n${c} {.two title=${b}}\n`, [['p', { class: 'one two', title: b, lang: 'en' }, c]]);
      await expectPage(context, `${c} *${c}*{.one title=${a} #i}{.two title=${b}}\n`, [['p', {}, `${c} ${c}`], ['em', { class: 'one two', title: b, id: 'i' }, c]]);
      await expectPage(context, `# ${c} {.one title=${a}}\n{.two title=${b} lang=en}\n`, [['h1', { class: 'one two', title: b, lang: 'en' }, c]]);
    },
    'names of many kinds': async (context) => {
      const [a, b, c] = [context.random.word(), context.random.word(), context.random.word()];
      await expectPage(context, `{data-icon="${a}" aria-controls=${b} data-on=${c}}\n${a}\n`, [['p', { 'data-icon': a, 'aria-controls': b, 'data-on': c }, a]]);
      await expectPage(context, `${a} *${b}*{role=note dir=rtl tabindex=-1 data-position=1 aria-description="${c} on" data-json='{"${a}":1}'}\n`, [
        ['p', {}, `${a} ${b}`],
        ['em', { role: 'note', dir: 'rtl', tabindex: '-1', 'data-position': '1', 'aria-description': `${c} on`, 'data-json': `{"${a}":1}` }, b],
      ]);
    },
    'addresses': async (context) => {
      const [a, b, c] = [context.random.word(), context.random.word(), context.random.word()];
      await expectPage(context, `> ${a}\n{cite="https://${b}.example/${c}?x=1&y=2#z"}\n`, [['blockquote', { cite: `https://${b}.example/${c}?x=1&y=2#z` }, a], ['p', {}, a]]);
      for (const href of [`https://${b}.example/${c}`, `/${c}/javascript?on=${b}#x`, `mailto:${b}@${c}.example`, `#${b}`, `${b}/${c}.html`]) {
        await expectPage(context, `${a} *${b}*{href="${href}"}\n`, [['p', {}, `${a} ${b}`], ['em', { href }, b]]);
      }
    },
    'values that speak of scripts': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      for (const value of [`of javascript: ${a}`, `onclick=${b}`, `${a} <script> ${b}`, 'alert(1)', `${b}'s data`]) {
        await expectPage(context, `{title="${value}"}\n${a}\n`, [['p', { title: value }, a]]);
      }
    },
    'nothing is left of the lists, and other braces stay': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      await expectPage(context, `${a} {${b}} { } {\n`, [['p', {}, `${a} {${b}} { } {`]]);
      await expectPage(context, `\`\`\`\n{.${a}}\n${b}\n\`\`\`\n`, [['pre', {}, `{.${a}}\n${b}`], ['code', {}, `{.${a}}\n${b}`]]);
      await expectPage(context, `${a}\n`, [['p', {}, a]]);
      await expectPage(context, '', []);
    },
    'a list for nothing': async (context) => {
      const { target, random } = context;
      const [html] = await target.call('convert', {}, [`{.${random.word()}}\n`]);
      assert.deepEqual(elementsIn(html), []);
    },
  },
};
