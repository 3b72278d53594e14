import assert from 'node:assert/strict';
import { anyCase, DEFAULT_TAGS } from './pages.mjs';

export default {
  driver: 'driver.php',
  cases: {
    'every tag of the usual list, opening, closing and empty': async ({ target, random }) => {
      for (const name of DEFAULT_TAGS) {
        const word = random.word();
        const text = `<div>\n<${name}>${word}</${name}><${name} id="${word}"><${name}/><${name} /></${name} >\n</div>\n`;
        assert.equal(await target.call('convert', text, null), text.replaceAll(`<${name}`, `&lt;${name}`).replaceAll(`</${name}`, `&lt;/${name}`));
      }
    },
    'within a paragraph': async ({ target, random }) => {
      const [name, word] = [random.pick(DEFAULT_TAGS), random.word()];
      assert.equal(await target.call('convert', `**${word}** <${name}>x</${name}> <b>y</b>`, null), `<p><strong>${word}</strong> &lt;${name}>x&lt;/${name}> <b>y</b></p>\n`);
    },
    'letters of both cases': async ({ target, random }) => {
      const name = anyCase(random, random.pick(DEFAULT_TAGS));
      assert.equal(await target.call('convert', `<div><${name}>x</${name}></div>`, null), `<div>&lt;${name}>x&lt;/${name}></div>\n`);
    },
    'other tags stay as they are': async ({ target, random }) => {
      const word = random.word();
      const text = `<div class="${word}">\n<b\ntitle="title">a</b><em\t>b</em><img\nsrc="${word}.png"/><!-- <b> -->\n<a href="/script">script < title</a></div>\n`;
      assert.equal(await target.call('convert', text, null), text);
    },
    'names that begin with a listed one': async ({ target, random }) => {
      const name = random.pick(DEFAULT_TAGS);
      for (const longer of [`${name}s`, `${name}-bar`, `${name}1`, `${name}_x`, `${name}:y`, `x${name}`, `${name}.z`]) {
        const text = `<div>\n<${longer}>a</${longer}><${longer} b="c">\n</div>\n`;
        assert.equal(await target.call('convert', text, null), text, longer);
      }
    },
    'a configured list takes the place of the usual one': async ({ target, random }) => {
      const [one, two] = random.shuffle(['form', 'object', 'svg', 'button', 'h1']);
      const text = `<div>\n<${one}>a</${one}><${two}/><script>b</script>\n</div>\n`;
      assert.equal(await target.call('convert', text, [one, two]), text.replaceAll(`<${one}`, `&lt;${one}`).replaceAll(`</${one}`, `&lt;/${one}`).replaceAll(`<${two}`, `&lt;${two}`));
    },
    'names are taken literally': async ({ target }) => {
      const text = '<div>\n<x-a>1</x-a><xxa>2</xxa><x.a>3</x.a>\n</div>\n';
      assert.equal(await target.call('convert', text, ['x.a']), '<div>\n<x-a>1</x-a><xxa>2</xxa>&lt;x.a>3&lt;/x.a>\n</div>\n');
    },
    'an empty list filters nothing': async ({ target, random }) => {
      const name = random.pick(DEFAULT_TAGS);
      assert.equal(await target.call('convert', `<div><${name}>x</${name}></div>`, []), `<div><${name}>x</${name}></div>\n`);
    },
    'text and code are not concerned': async ({ target, random }) => {
      const name = random.pick(DEFAULT_TAGS);
      assert.equal(await target.call('convert', `\`<${name}>\` a < b\n\n    <${name}>\n`, null), `<p><code>&lt;${name}&gt;</code> a &lt; b</p>\n<pre><code>&lt;${name}&gt;\n</code></pre>\n`);
    },
  },
};
