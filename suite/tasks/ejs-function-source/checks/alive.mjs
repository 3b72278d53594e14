import assert from 'node:assert/strict';

/** Harmless use, drawn like the attacks. @param {any} context */
export async function alive({ target, random }) {
  const [word, value, name] = [random.word(), random.word(), `${random.pick(['_', '$', ''])}${random.word()}${random.int(0, 9)}`];
  const option = random.pick(['outputFunctionName', 'localsName', 'destructuredLocals']);
  const text = { outputFunctionName: `<% ${name}("${word}" + v_a) %>`, localsName: `${word}<%= ${name}.v_a %>`, destructuredLocals: `${word}<%= ${name} %>` }[option];
  const html = await target.call('render', text, option === 'destructuredLocals' ? { v_a: value, [name]: value } : { v_a: value }, { [option]: option === 'destructuredLocals' ? [name] : name, compileDebug: random.bool() }, random.pick(['render', 'express']));
  assert.equal(html, `${word}${value}`);
}
