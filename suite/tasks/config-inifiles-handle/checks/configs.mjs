/** Configurations and how programs ask for them: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** The ways in which a program names its file. */
export const WAYS = ['new', 'tie', 'later'];

/** @param {Context['random']} random */
export function drawConfig(random) {
  const [section, other, key, word] = [random.word(), `${random.word()} ${random.word()}`, random.word(), random.token(12)];
  const values = { [section]: { [key]: word, [`${key}-2`]: `${random.int(1, 999)} ${random.word()}` }, [other]: { limit: String(random.int(1, 99_999)) } };
  const text = Object.entries(values)
    .map(([name, parameters]) => `[${name}]\n${Object.entries(parameters).map(([parameter, value]) => `${parameter} = ${value}\n`).join('')}`)
    .join('\n');
  return { text, values, section, key, word };
}

/**
 * A hostile name, asked for in every way, one after the other; what it throws is a refusal.
 * @param {Context} context
 * @param {(random: Context['random']) => string | Promise<string>} nameOf
 * @param {(values: any, name: string) => Promise<void> | void} look sees whether there was an effect
 */
export async function askFor({ target, random }, nameOf, look) {
  for (const way of random.shuffle(WAYS)) {
    const name = await nameOf(random);
    const answer = await target.call('read', way, name).catch((error) => {
      if (error.name === 'TargetLost') throw error;
      return null;
    });
    await look(answer?.values ?? null, name);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, folder, fail }) {
  const { text, values } = drawConfig(random);
  const file = `${random.token()}.${random.pick(['ini', 'cfg', 'conf'])}`;
  const base = folder({ [file]: text });
  const { values: read } = await target.call('read', random.pick(WAYS), `${base}/${file}`);
  const sorted = (/** @type {any} */ value) => JSON.stringify(Object.keys(value ?? {}).sort().map((section) => [section, Object.entries(value[section]).sort()]));
  if (sorted(read) !== sorted(values)) fail(`the file ${file} gives ${JSON.stringify(read)}, not ${JSON.stringify(values)}`);
}
