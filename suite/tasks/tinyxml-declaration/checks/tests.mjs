import assert from 'node:assert/strict';
import { ENCODINGS, gap, parsed, quoted } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * Declarations of documents, and what comes behind them.
 * @param {Context} context
 * @param {{ text: string, declarations: string, behind?: string, error?: boolean }[]} documents
 */
async function expectDeclarations(context, documents) {
  const asked = documents.map(({ text }) => /** @type {Parameters<typeof parsed>[1][number]} */ ([context.random.pick(ENCODINGS), text]));
  const answers = await parsed(context, asked);
  if ('lost' in answers) return context.fail(answers.lost);
  for (const [index, { declarations, printed, error }] of answers.entries()) {
    const { text, declarations: wanted, behind, error: wrong = false } = documents[index] ?? { text: '', declarations: '' };
    assert.equal(declarations, wanted, text);
    assert.equal(error, wrong, text);
    if (behind !== undefined) assert.equal(printed.replace(/<\?xml[^>]*>/g, '').trim(), behind, text);
  }
}

export default {
  cases: {
    'the three values, in any order': async (context) => {
      const { random } = context;
      const documents = Array.from({ length: 30 }, () => {
        const [version, encoding, standalone, name] = [`${random.int(1, 9)}.${random.int(0, 9)}`, random.pick(['UTF-8', 'latin1', 'US-ASCII']), random.pick(['yes', 'no']), random.word()];
        const all = random.shuffle([['version', version], ['encoding', encoding], ['standalone', standalone]]).slice(0, random.int(0, 3));
        const has = Object.fromEntries(all);
        const text = `<?xml${all.map(([key, value]) => `${gap(random)}${key}=${quoted(random, value ?? '')}`).join('')}${random.pick(['', ' ', '\n'])}?><${name}/>`;
        return { text, declarations: `[${has['version'] ?? ''}|${has['encoding'] ?? ''}|${has['standalone'] ?? ''}|1:1]`, behind: `<${name} />` };
      });
      await expectDeclarations(context, documents);
    },
    'forms of values': async (context) => {
      const [version, word] = [`1.${context.random.int(0, 9)}`, context.random.word()];
      await expectDeclarations(context, [
        { text: `<?xml version=${version} ?><a/>`, declarations: `[${version}|||1:1]`, behind: '<a />' },
        { text: `<?xml version = "${version}" encoding\t=\n'${word}'?><a/>`, declarations: `[${version}|${word}||1:1]`, behind: '<a />' },
        { text: `<?xml version="" encoding="${word}"?><a/>`, declarations: `[|${word}||1:1]`, behind: '<a />' },
        { text: `<?xml version="${word} > ${word}"?><a/>`, declarations: `[${word} > ${word}|||1:1]` },
        { text: `<?xml version="${version}"encoding="${word}"?><a/>`, declarations: `[${version}|${word}||1:1]`, behind: '<a />' },
        { text: `<?xml version="${version}" version="2.0"?><a/>`, declarations: '[2.0|||1:1]', behind: '<a />' },
      ]);
    },
    'capital letters': async (context) => {
      const version = `1.${context.random.int(0, 9)}`;
      await expectDeclarations(context, [{ text: `<?XML VERSION="${version}" Encoding="UTF-8" STANDalone='no'?><a/>`, declarations: `[${version}|UTF-8|no|1:1]`, behind: '<a />' }, { text: `<?Xml Version='${version}'?><a/>`, declarations: `[${version}|||1:1]`, behind: '<a />' }]);
    },
    'other words are passed over': async (context) => {
      const { random } = context;
      const [a, b, version] = [random.word(), random.word(), `1.${random.int(0, 9)}`];
      await expectDeclarations(context, [
        { text: `<?xml ${a} version="${version}" ${b}?><a/>`, declarations: `[${version}|||1:1]`, behind: '<a />' },
        { text: `<?xml ${a}='${b}' encoding="UTF-8"?><a/>`, declarations: '[|UTF-8||1:1]', behind: '<a />' },
        { text: `<?xml ${a} ? ${b} standalone="yes" ?><a/>`, declarations: '[||yes|1:1]', behind: '<a />' },
        { text: `<?xml?><a/>`, declarations: '[|||1:1]', behind: '<a />' },
        { text: `<?xml ?><a/>`, declarations: '[|||1:1]', behind: '<a />' },
        { text: `<?xml><a/>`, declarations: '[|||1:1]', behind: '<a />' },
        { text: `<?xml version="${version}" ><a/>`, declarations: `[${version}|||1:1]`, behind: '<a />' },
        { text: `<?xml ${a}><b>${b}</b>`, declarations: '[|||1:1]', behind: `<b>${b}</b>` },
      ]);
    },
    'places': async (context) => {
      const { random } = context;
      const [rows, name] = [random.int(1, 9), random.word()];
      await expectDeclarations(context, [
        { text: `${'\n'.repeat(rows)}<?xml version="1.0"?><${name}/>`, declarations: `[1.0|||${rows + 1}:1]`, behind: `<${name} />` },
        { text: `   <?xml version="1.0"?><${name}/>`, declarations: '[1.0|||1:4]', behind: `<${name} />` },
        { text: `<?xml version="1.0"?>\n<${name}/>\n<?xml version="2.0"?>`, declarations: '[1.0|||1:1][2.0|||3:1]', behind: `<${name} />` },
      ]);
    },
    'within elements': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      await expectDeclarations(context, [
        { text: `<${a}><?xml version="1.1"?><${b}/></${a}>`, declarations: '[1.1|||1:' + (a.length + 3) + ']', behind: `<${a}><${b} /></${a}>` },
        { text: `<?xml version="1.0"?><${a}><${b}>x</${b}><?xml encoding="z" ?>y</${a}>`, declarations: `[1.0|||1:1][|z||1:${21 + a.length + 2 + 2 * b.length + 6 + 1}]`, behind: `<${a}><${b}>x</${b}>y</${a}>` },
      ]);
    },
    'documents that end within a declaration, but not in space': async (context) => {
      const [version, word] = [`1.${context.random.int(0, 9)}`, context.random.word()];
      await expectDeclarations(context, [
        { text: '<?xml', declarations: '[|||1:1]' },
        { text: `<?xml version="${version}"`, declarations: `[${version}|||1:1]` },
        { text: `<?xml version="${version}" encoding="${word}"?`, declarations: `[${version}|${word}||1:1]` },
        { text: `<?xml version="${version}" ${word}`, declarations: `[${version}|||1:1]` },
        { text: `<?xml encoding='${word}'`, declarations: `[|${word}||1:1]` },
      ]);
    },
    'values that cannot be read end it': async (context) => {
      const [version, word] = [`1.${context.random.int(0, 9)}`, context.random.word()];
      await expectDeclarations(context, [
        { text: `<?xml version="${version}" encoding?><${word}/>`, declarations: `[${version}|||1:1]`, behind: '' },
        { text: `<?xml version="${version}" standalone ?><${word}/>`, declarations: `[${version}|||1:1]`, behind: '' },
        { text: `<?xml version><${word}/>`, declarations: '[|||1:1]', behind: '' },
      ]);
    },
    'what comes behind is read in the encoding that it names': async (context) => {
      const word = context.random.word();
      const answers = await parsed(context, [['unknown', `<?xml version="1.0" encoding="UTF-8"?><é>${word}</é>`], ['unknown', `<?xml version="1.0"?><a>ü${word}</a><!-- c -->`], ['unknown', `<?xml encoding='${word}'?><a>ü</a>`]]);
      if ('lost' in answers) return context.fail(answers.lost);
      assert.deepEqual(answers.map(({ error }) => error), [false, false, false]);
      assert.ok(answers[0]?.printed.includes(`<é>${word}</é>`) && answers[1]?.printed.includes(`<a>ü${word}</a>`) && answers[2]?.printed.includes('<a>ü</a>'), JSON.stringify(answers));
    },
  },
};
