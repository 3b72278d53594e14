import assert from 'node:assert/strict';

/** Harmless use, drawn like the attacks. @param {any} context */
export async function alive({ target, random }) {
  const [tag, variable, value] = [`x-${random.word()}`, random.word(), `<${random.word()}>`];
  const name = random.bool() ? 'template' : `${random.pick(['_', '$', ''])}${random.word()}${random.int(0, 9)}`;
  const options = { templateName: name, compileDebug: random.bool(), self: random.bool() };
  const html = await target.call('render', `${tag}= ${options.self ? 'self.' : ''}v_${variable}`, options, { [`v_${variable}`]: value }, name);
  assert.equal(html, `<${tag}>${value.replace('<', '&lt;').replace('>', '&gt;')}</${tag}>`);
}
