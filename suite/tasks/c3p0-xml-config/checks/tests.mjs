import assert from 'node:assert/strict';
import { documentOf, ENCODINGS, property } from './documents.mjs';

/** @typedef {import('./documents.mjs').Context} Context */

/** @param {Context} context @param {string | Uint8Array} document @param {string[]} expected */
async function expectFacts({ target }, document, expected) {
  assert.deepEqual(await target.callWithin(30_000, 'read', typeof document === 'string' ? documentOf(document) : document), expected);
}

/** @param {Context} context @param {string | Uint8Array} document @param {string} [name] of the error */
async function expectRefused({ target }, document, name) {
  await assert.rejects(target.callWithin(30_000, 'read', typeof document === 'string' ? documentOf(document) : document), (error) => /** @type {any} */ (error).name === 'CandidateError' && (name === undefined || /** @type {any} */ (error).errorName === name), String(document).slice(0, 100));
}

/** Names and values in the order of the names. @param {Context['random']} random @param {number} count */
function drawProperties(random, count) {
  const names = new Set(Array.from({ length: count }, () => random.token(random.int(3, 12))));
  return [...names].sort().map((name) => ({ name, value: random.pick([random.word(), String(random.int(0, 99_999)), '', `${random.word()} ${random.word()}`]) }));
}

/** @param {{ name: string, value: string }[]} properties */
const written = (properties) => properties.map(({ name, value }) => property(name, value)).join('\n  ');

/** @param {string} place @param {{ name: string, value: string }[]} properties */
const factsOf = (place, properties) => properties.map(({ name, value }) => `${place}: ${name} = ${value}`);

export default {
  driver: 'driver.mjs',
  cases: {
    'properties of the default configuration': async (context) => {
      const { random } = context;
      const properties = drawProperties(random, 12);
      await expectFacts(context, `<c3p0-config>\n <default-config>${written(random.shuffle(properties))}</default-config>\n</c3p0-config>`, ['default', ...factsOf('default', properties)]);
    },
    'named configurations and what they say of users': async (context) => {
      const { random } = context;
      const [defaults, own, ofUser] = [drawProperties(random, 3), drawProperties(random, 4), drawProperties(random, 5)];
      const overrides = (/** @type {string} */ user) => `<user-overrides user="${user}">${written(ofUser)}</user-overrides>`;
      const configuration = (/** @type {string} */ name) => `<named-config name="${name}">${overrides('b b')}${written(own)}${overrides('a')}</named-config>`;
      await expectFacts(context, `<c3p0-config>${configuration('second')}<default-config>${written(defaults)}${overrides('root')}</default-config>${configuration('first one')}</c3p0-config>`, [
        'default', ...factsOf('default', defaults), ...factsOf('default user root', ofUser),
        ...['first one', 'second'].flatMap((name) => [`named ${name}`, ...factsOf(`named ${name}`, own), ...factsOf(`named ${name} user a`, ofUser), ...factsOf(`named ${name} user b b`, ofUser)]),
      ]);
    },
    'without a default configuration, and without anything': async (context) => {
      const [name, properties] = [context.random.word(), drawProperties(context.random, 2)];
      await expectFacts(context, `<c3p0-config><named-config name="${name}">${written(properties)}</named-config></c3p0-config>`, ['default', `named ${name}`, ...factsOf(`named ${name}`, properties)]);
      await expectFacts(context, '<c3p0-config/>', ['default']);
      await expectFacts(context, '<?xml version="1.0"?>\n<c3p0-config>\n<default-config></default-config></c3p0-config>\n', ['default']);
    },
    'only configurations right below the root that have a name': async (context) => {
      const [name, value] = [context.random.word(), context.random.token()];
      const inner = property(name, value);
      await expectFacts(
        context,
        `<c3p0-config><named-config>${inner}</named-config><named-config name="">${inner}</named-config><other><named-config name="deep">${inner}</named-config></other><named-config name="n"><property>${value}</property>${inner}<named-config name="deeper">${inner}</named-config></named-config></c3p0-config>`,
        ['default', 'named n', `named n: ${name} = ${value}`],
      );
    },
    'of two with the same name the last counts': async (context) => {
      const [name, first, last] = [context.random.word(), context.random.token(), context.random.token()];
      await expectFacts(context, `<c3p0-config><named-config name="${name}">${property('x', first)}${property('y', first)}</named-config><named-config name="${name}">${property('x', first)}${property('x', last)}</named-config></c3p0-config>`, ['default', `named ${name}`, `named ${name}: x = ${last}`]);
    },
    'text as XML has it': async (context) => {
      const { random } = context;
      const word = random.word();
      const text = `<?xml version="1.0" standalone="yes"?><!-- ${word} --><?${word} x?><c3p0-config><default-config>${property('a', `&lt;${word}&gt; &amp;amp; &quot;&apos;`)}${property('b', `<![CDATA[<${word}> & ]] ]]>&#65;&#x42;`)}${property('c', `\n  ${word}\n\t`)}${property('d', `${word}<!-- ${word} -->${word}`)}${property('&lt;e&gt;', '')}</default-config></c3p0-config>`;
      await expectFacts(context, text, ['default', 'default: <e> = ', `default: a = <${word}> &amp; "'`, `default: b = <${word}> & ]] AB`, `default: c = ${word}`, `default: d = ${word}${word}`]);
    },
    'characters of every encoding': async (context) => {
      const value = `ä${context.random.word()}ÿ é`;
      for (const encoding of ENCODINGS) await expectFacts(context, documentOf(`<c3p0-config><default-config>${property('straße', value)}</default-config></c3p0-config>`, encoding), ['default', `default: straße = ${value}`]);
      const wide = `日本 ${context.random.word()} 😀`;
      for (const encoding of ENCODINGS.slice(0, 4)) await expectFacts(context, documentOf(`<c3p0-config><default-config>${property('name', wide)}</default-config></c3p0-config>`, encoding), ['default', `default: name = ${wide}`]);
    },
    'large documents': async (context) => {
      const names = Array.from({ length: 400 }, (_, index) => `n${1000 + index}`);
      const properties = drawProperties(context.random, 5);
      const text = `<c3p0-config><default-config>${property('long', 'x'.repeat(90_000))}</default-config>${names.map((name) => `<named-config name="${name}">${written(properties)}</named-config>`).join('')}</c3p0-config>`;
      await expectFacts(context, text, ['default', `default: long = ${'x'.repeat(90_000)}`, ...names.flatMap((name) => [`named ${name}`, ...factsOf(`named ${name}`, properties)])]);
    },
    'another root is an error': async (context) => {
      const { random } = context;
      await expectRefused(context, `<${random.word()}><default-config>${property('a', 'b')}</default-config></${random.word()}>`);
      for (const root of [random.word(), 'c3p0-configs', 'C3P0-config', 'default-config']) await expectRefused(context, `<${root}><default-config>${property('a', 'b')}</default-config></${root}>`, 'Exception');
    },
    'what is no XML is an error': async (context) => {
      const word = context.random.word();
      for (const text of ['', ' ', word, '<c3p0-config>', `<c3p0-config>${property('a', '&none;')}</c3p0-config>`, `<c3p0-config><default-config></c3p0-config></default-config>`, `<c3p0-config/>${word}`, `<c3p0-config/><c3p0-config/>`, `<c3p0-config a=1/>`]) await expectRefused(context, text);
      await expectRefused(context, Buffer.from(`<c3p0-config><default-config>${property('a', 'ä')}</default-config></c3p0-config>`, 'latin1'));
    },
  },
};
