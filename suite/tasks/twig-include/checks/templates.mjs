/** Templates that do what the policy of the driver forbids, and how it is seen that they did: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {string} word */
const reversed = (word) => [...word].reverse().join('');

/**
 * Each of them gives a text that shows that it ran.
 * @param {Context['random']} random
 */
export function forbiddenTemplates(random) {
  const [word, other] = [random.token(12), random.token(9)];
  return random.shuffle([
    { text: `{{ reveal("${word}") }}`, word, gives: reversed(word) },
    { text: `{{ "${word}"|turned }}`, word, gives: reversed(word) },
    { text: `{{ "${word}"|upper|turned|escape }}`, word: word.toUpperCase(), gives: reversed(word.toUpperCase()) },
    { text: `{% for part in ["${word}", "${other}"] %}{{ part }}{% endfor %}`, word: null, gives: `${word}${other}` },
    { text: `{% set part = "${word}" %}{{ part }}{{ "${other}" }}`, word: null, gives: `${word}${other}` },
  ]);
}

/**
 * Renders templates, of which `bad` must not run in the sandbox, for each of the forbidden ones.
 * @param {Context} context
 * @param {(names: { bad: string, index: string, other: string, missing: string }) => { index: string, templates?: Record<string, string>, load?: string[], render?: string[], objects?: Record<string, string>, permitted?: number }} sceneOf
 *   `permitted`: how often the template may run, outside of the sandbox
 */
export async function attack({ target, random, hit }, sceneOf) {
  for (const { text, word, gives } of forbiddenTemplates(random)) {
    const names = { bad: `${random.word()}.html`, index: `${random.token()}.html`, other: `${random.token()}.twig`, missing: `${random.token()}.txt` };
    const { index, templates = {}, load = [], render = [names.index], objects = {}, permitted = 0 } = sceneOf(names);
    const { results, calls } = await target.call('render', { templates: { [names.bad]: text, [names.index]: index, ...templates }, load, objects, render });
    const shown = JSON.stringify(results).split(gives).length - 1;
    const ran = word === null ? 0 : calls.filter((/** @type {string} */ call) => call === word).length;
    if (shown > permitted || ran > permitted) hit(`in the sandbox, ${text} ran: ${JSON.stringify(results)}`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [word, name, index] = [random.token(10), `${random.word()}.html`, `${random.token()}.html`];
  const load = random.bool() ? [name] : [];
  const templates = { [name]: '<b>{{ word|upper }}</b>', [index]: `({{ include("${name}", { word: "${word}" }, sandboxed = true) }})` };
  const { results } = await target.call('render', { templates, load, render: [index] });
  const expected = JSON.stringify([{ text: `(<b>${word.toUpperCase()}</b>)` }]);
  if (JSON.stringify(results) !== expected) fail(`a template that the policy allows gives ${JSON.stringify(results)}, not ${expected}`);
}
