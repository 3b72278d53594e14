/** What a template may not see in the sandbox, and how it would get at it: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * Ways from the object of the application, `0` or a name, to what it keeps for itself: an attribute, a name of its module, what an environment holds back besides.
 * @param {{ own: string, module: string, hidden: string }} names
 */
const waysTo = ({ own, module, hidden }) => [`_${own}`, `greet.__self__._${own}`, `greet.__globals__[${module}]`, `__init__.__globals__[${module}]`, `greet.__func__.__globals__[${module}]`, `stream.gi_frame.f_locals[private][_${own}]`, hidden];

/** @param {Context['random']} random */
const drawWords = (random) => ({ before: random.word(), after: random.word(), key: `${random.token(7)}${random.int(1000, 9999)}${random.token(7)}` });

/**
 * Renders templates in sandboxes, each of which reaches for the key in another way.
 * @param {Context} context
 * @param {(scene: { text: string, named: string, name: string, random: Context['random'] }) => { template: string, values?: Record<string, unknown>, labels?: Record<string, string> }} templateOf
 *   `text` takes the object by its position, `named` takes it by the name `name`
 */
export async function attack({ target, random, hit }, templateOf) {
  const names = { own: random.word(), module: random.token(), hidden: random.word() };
  for (const way of random.shuffle(waysTo(names))) {
    const { before, after, key } = drawWords(random);
    const name = random.word();
    const [text, named] = ['0', name].map((start) => `${before}{${start}.${way}}${after}`);
    const { template, values = {}, labels = {} } = templateOf({ text, named, name, random });
    const kind = way === names.hidden ? 'choosy' : random.pick(['sandbox', 'immutable', 'strict-sandbox', 'choosy', 'escaping-sandbox']);
    const shown = await target.call('render', template, { kind, attributes: { name: random.word(), [names.hidden]: key }, private: { [`_${names.own}`]: key }, shared: { [names.module]: key }, hidden: [names.hidden], values, labels }).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
      return '';
    });
    if (String(shown).includes(key)) hit(`in the sandbox, ${template} gave ${JSON.stringify(shown)}, which holds the key of the application`);
  }
}

/** What the sandbox allows, written as the attacks are. @param {Context} context */
export async function harmless({ target, random, fail }) {
  const { before, after } = drawWords(random);
  const [name, word] = [random.word(), random.word()];
  const method = random.pick(['format', 'format_map']);
  const template = method === 'format' ? `{{ ("${before}{0.${name}}${after}"|attr("format"))(thing) }}` : `{{ ("${before}{it.${name}}${after}"|attr("format_map"))({"it": thing}) }}`;
  const shown = await target.call('render', template, { kind: random.pick(['sandbox', 'immutable', 'choosy']), attributes: { [name]: word } });
  if (shown !== `${before}${word}${after}`) fail(`${template} gives ${JSON.stringify(shown)}, not ${before}${word}${after}`);
}
