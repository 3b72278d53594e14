/** Storages in folders of the candidate, and files that are saved in them: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ content?: 'bytes' | 'text' | 'content' | 'file', by_content?: boolean, as_path?: boolean, max_length?: number }} Options */

/** @param {Context['random']} random */
export const drawContent = (random) => Buffer.from(random.token(random.int(10, 80)));

/** How content comes, with a name of its own or without. @param {Context['random']} random @returns {Options} */
export function drawOptions(random) {
  return { content: random.pick(['bytes', 'text', 'content', 'file']), by_content: random.bool(), ...(random.bool() ? { max_length: random.int(300, 900) } : {}) };
}

/**
 * Saves under hostile names, each in a new storage, and looks for a file beside the storage's folder.
 * @param {Context} context
 * @param {string} kind
 * @param {((place: { around: string, name: string, random: Context['random'] }) => string)[]} forms each gives a name that leads to `around`/`name`; the folder of the storage is `around`/media
 * @param {Options} [fixed]
 */
export async function attack({ target, random, exists, hit }, kind, forms, fixed = {}) {
  for (const form of random.shuffle([...forms])) {
    const [around, file] = [`${target.scratch}/${random.token(12)}`, `${random.token(10)}.${random.pick(['txt', 'py', 'html'])}`];
    const name = form({ around, name: file, random });
    await target.call('use', kind, `${around}/media`);
    await target.call('save', name, drawContent(random), { ...drawOptions(random), ...fixed }).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
    });
    if (await exists(`${around}/${file}`)) hit(`the name ${JSON.stringify(name)} (${kind}) made a file beside the folder of the storage`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, readText, fail }) {
  const [kind, name, stored] = random.pick(/** @type {((...words: string[]) => string[])[]} */ ([
    (a, b) => ['Keeping', `${a}/..${b}`, `${a}/..${b}`],
    (a, b) => ['Decoding', `%2e%2e${a}/${b}%2etxt`, `..${a}/${b}.txt`],
    (a, b) => ['Sorting', `${a}:..${b}`, `${a}/..${b}`],
    (a, b) => ['Closing', `. .${a}/ ${b}.. .`, `..${a}/${b}...`],
    (a, b) => ['Renaming', `...${a}/${b}`, `stored/...${a}/${b}`],
    (a, b) => ['Below', `${a}/b..${b}`, `files/${a}/b..${b}`],
  ]))(random.token(8), random.token(8));
  const [root, content] = [`${target.scratch}/${random.token(12)}/media`, drawContent(random)];
  await target.call('use', kind, root);
  await target.call('save', name, content, drawOptions(random));
  const found = await readText(`${root}/${stored}`);
  if (found !== `${content}`) fail(`${JSON.stringify(name)} (${kind}) was not saved as ${stored}`);
}
