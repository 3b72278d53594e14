/** Resources of a package, harmless and hostile ones: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ type: string, name: string, file: string, content: string }} Resource */

/** Ways of a resource through the function: its type, its file and what it holds. */
export const KINDS = [
  { type: 'raw', end: '.txt', content: '' },
  { type: 'raw', end: '', content: '' },
  { type: 'font', end: '.ttf', content: '' },
  { type: 'drawable', end: '.png', content: '' },
  { type: 'drawable', end: '.9.png', content: '' },
  { type: 'drawable', end: '.r.9.png', content: '' },
  { type: 'mipmap', end: '.9.png', content: 'flat ' },
  { type: 'drawable', end: '.9.qmg', content: '' },
  { type: 'mipmap', end: '.m4a', content: '' },
  { type: 'drawable', end: '.9.xml', content: '' },
  { type: 'drawable', end: '.xml', content: '' },
  { type: 'layout', end: '.xml', content: '' },
  { type: 'xml', end: '.xml', content: 'text ' },
];

/** @param {Context} context @param {string} base @param {Resource} resource @returns {Promise<string[]>} the resource's value, and what was noted of its name */
export const decode = ({ target }, base, resource, out = 'res') => target.callWithin(30_000, 'decode', base, out, resource);

/** Paths of all files of the candidate. @param {Context} context */
export async function filesOf({ run, target }) {
  const { stdout } = await run(['/usr/bin/find', target.scratch, '!', '-type', 'd']);
  return stdout.split('\n').filter((path) => path !== '');
}

/**
 * Decodes resources of every kind with hostile names, and looks for files beside the folder that they belong in.
 * @param {Context} context
 * @param {(words: { type: string, token: string, out: string, random: Context['random'] }) => { type?: string, name: string }} namesOf
 */
export async function attack(context, namesOf) {
  const { target, random, hit } = context;
  const out = 'res';
  const base = `${target.scratch}/${random.token()}/${random.word()}`;
  /** @type {Map<string, string>} */
  const tokens = new Map();
  for (const { type: usual, end, content } of random.shuffle(KINDS)) {
    const token = random.token(14);
    const { type = usual, name } = namesOf({ type: usual, token, out, random });
    tokens.set(token, `${type}/${name} of a file ${end}`);
    await decode(context, base, { type, name, file: `res/${random.token(6)}${end}`, content: `${content}${random.token()}` }, out).catch((/** @type {Error} */ error) => {
      if (error.name !== 'CandidateError') throw error;
    });
  }
  for (const path of await filesOf(context)) {
    const found = [...tokens].find(([token]) => path.includes(token));
    if (found !== undefined && !path.startsWith(`${base}/${out}/`)) hit(`the resource ${found[1]} was written to ${path.slice(target.scratch.length)}, beside ${base.slice(target.scratch.length)}/${out}`);
  }
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { target, random, readText, fail } = context;
  const [base, name, content] = [`${target.scratch}/${random.token()}`, random.token(14), random.token()];
  const { type, end } = random.pick(KINDS.slice(0, 4));
  await decode(context, base, { type, name, file: `res/${random.token(6)}${end}`, content });
  const written = await readText(`${base}/res/${type}/${name}${end}`);
  if (written !== content) fail(`the resource ${type}/${name} has ${JSON.stringify(written)}, not ${JSON.stringify(content)}`);
}
