/** Directories that are served, and what lies beside them: the same for both exploits. */
import { symlinkSync } from 'node:fs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** What names beside that of the directory go on with. @type {((random: Context['random']) => string)[]} */
const ENDINGS = [(random) => `-${random.word()}`, (random) => `_${random.word()}`, (random) => `.${random.word()}`, (random) => random.word(), (random) => `${random.int(2, 99)}`, (random) => ` ${random.word()}`, (random) => `~${random.word()}`];

/**
 * One directory to serve, with a folder and a file beside it for each ending; what lies beside it holds the secret.
 * @param {Context} context
 */
export function makeSite({ random, folder }) {
  const [name, sub] = [random.word(), random.word()];
  const [own, other] = [random.token(24), random.token(random.int(300, 900))];
  const file = `${random.token()}.txt`;
  const neighbours = random.shuffle(ENDINGS).map((ending) => `${name}${ending(random)}`);
  /** @type {Record<string, string>} */
  const files = { [`${name}/${file}`]: own, [`${name}/${sub}/${file}`]: own, 'linked/keep': '' };
  for (const each of neighbours) Object.assign(files, { [`${each}/${file}`]: other, [`${each}/index.html`]: other, [`${each}/${sub}/${file}`]: other, [`${each}.dat`]: other });
  const base = folder(files);
  symlinkSync(`${base}/${name}`, `${base}/linked/${name}`);
  return { base, directory: `${base}/${name}`, name, sub, file, own, other, neighbours };
}

/** @typedef {ReturnType<typeof makeSite>} Site */

/**
 * Asks for paths, and sees whether a file came that is not in the directory.
 * @param {Context} context
 * @param {(site: Site, neighbour: string) => string} pathOf
 * @param {{ options?: (site: Site) => Record<string, unknown>, prepare?: (site: Site, neighbour: string) => void, method?: 'GET' | 'HEAD', cwd?: (site: Site) => string }} [how]
 */
export async function attack(context, pathOf, { options = () => ({}), prepare, method = 'GET', cwd } = {}) {
  const { target, hit } = context;
  const site = makeSite(context);
  if (cwd !== undefined) await target.call('change_folder', cwd(site));
  await target.call('serve', { directory: site.directory, ...options(site) });
  for (const neighbour of site.neighbours) {
    prepare?.(site, neighbour);
    const path = pathOf(site, neighbour);
    const answer = await target.call('get', path, method).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
      return null;
    });
    if (answer === null) continue;
    const got = method === 'HEAD' ? answer.status === 200 && answer.headers?.['content-length'] === `${site.other.length}` : `${answer.body}`.includes(site.other);
    if (got) hit(`${method} ${path} gave what lies in ${neighbour}, beside the directory ${site.name}`);
  }
}

/** @param {Context} context */
export async function harmless(context) {
  const { target, random, fail } = context;
  const site = makeSite(context);
  const link = random.token();
  symlinkSync(`${random.pick(['', `${site.directory}/`])}${site.sub}`, `${site.directory}/${link}`);
  await target.call('serve', { directory: site.directory, follow_symlink: random.bool(), html: random.bool() });
  const path = random.pick([`/${site.file}`, `/${site.sub}/${site.file}`, `/${link}/${site.file}`, `/${site.sub}/../${site.file}`]);
  const { status, body } = await target.call('get', path);
  if (status !== 200 || `${body}` !== site.own) fail(`${path} of the directory gave ${status}`);
}
