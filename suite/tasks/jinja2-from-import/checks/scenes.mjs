/** Templates that import a name which the other one does not have: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * A template with such an import in it, in one of the places where an import may stand.
 * @param {Context['random']} random
 * @param {string} library
 */
export function drawImport(random, library) {
  const [wanted, alias, present] = [`${random.word()}m`, `${random.word()}_a`, 'present'];
  const names = random.pick([wanted, `${wanted} as ${alias}`, `${present}, ${wanted}`, `${wanted}, ${present} as ${alias}`, `${wanted} with context`, `${wanted} as _${alias} without context`]);
  const statement = `{% from "${library}" import ${names} %}`;
  const used = names.includes(`${wanted} as `) ? (names.includes('_' + alias) ? `_${alias}` : alias) : wanted;
  const use = `${statement}{{ ${used}.more }}`;
  const around = random.pick([use, `{% block b %}${use}{% endblock %}`, `{% for i in [1] %}${use}{% endfor %}`, `{% macro run() %}${use}{% endmacro %}{{ run() }}`, `\n\n{% if true %}${use}{% endif %}`, `{% with %}${use}{% endwith %}`]);
  return { text: around, wanted };
}

/**
 * Renders a template whose name is `name`, and gives all that it says.
 * @param {Context} context
 * @param {string} name
 */
export async function say({ target, random }, name) {
  const [library, index] = [`${random.word()}.html`, `${random.token()}.txt`];
  const { text } = drawImport(random, library);
  const templates = { [library]: '{% macro present() %}here{% endmacro %}', [name]: text, [index]: `{% ${random.pick(['include', 'extends'])} page %}` };
  const kind = random.pick(['plain', 'sandbox', 'asynchronous', 'strict', 'chainable']);
  try {
    return await target.call('render', templates, random.pick([name, name, index]), kind, { page: name });
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'TargetLost') throw error;
    return /** @type {Error} */ (error).message;
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [library, page] = [`${random.word()}.html`, `${random.word()}/${random.token()}${random.pick(['.html', ' (1).txt', '"x"', ''])}`];
  const { text, wanted } = drawImport(random, library);
  const said = await target.call('render', { [library]: '{% macro present() %}here{% endmacro %}', [page]: text }, page, random.pick(['plain', 'sandbox', 'asynchronous', 'strict'])).catch((/** @type {Error} */ error) => {
    if (error.name === 'TargetLost') throw error;
    return error.message;
  });
  for (const part of [`'${library}'`, `'${page}'`, `'${wanted}'`, 'imported on line ']) if (!said.includes(part)) fail(`a name that is missing in ${library} is not told: ${said}`);
}
