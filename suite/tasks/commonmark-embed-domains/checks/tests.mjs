import assert from 'node:assert/strict';
import { domain } from './hosts.mjs';

/** @param {import('../../../kit/check.mjs').Context} context @param {string[]} domains @param {string[]} urls @param {string[]} through */
async function expectThrough({ target }, domains, urls, through) {
  assert.deepEqual(await target.call('filter', domains, [urls]), [{ keys: through.map((_, index) => index), urls: through }]);
}

export default {
  driver: 'driver.php',
  cases: {
    'the domains themselves, with and without a scheme': async (context) => {
      const own = domain(context.random);
      const urls = [own, `http://${own}`, `https://${own}`, `https://${own}/`, `${own}/`];
      await expectThrough(context, [own], urls, urls);
    },
    'hosts below them': async (context) => {
      const own = domain(context.random);
      const urls = [`www.${own}`, `https://a.b.${own}/c`, `http://${context.random.word()}-1.${own}`, `${context.random.token()}.x.y.z.${own}?q`];
      await expectThrough(context, [own], urls, urls);
    },
    'ports, paths, queries and fragments': async (context) => {
      const [own, word] = [domain(context.random), context.random.word()];
      const urls = [`https://${own}:8443/${word}`, `${own}:80`, `${own}/${word}.html?v=1.2#t=3`, `${own}?${word}=a/b`, `https://www.${own}#${word}`, `${own}/@${word}`, `https://${own}/a:b@${word}.net/`];
      await expectThrough(context, [own], urls, urls);
    },
    'others do not get through, and the list is numbered anew': async (context) => {
      const [own, other] = [domain(context.random), domain(context.random)];
      const [first, second] = [`https://${own}/1`, `m.${own}/2`];
      await expectThrough(context, [own], [`https://${other}/`, first, other, `http://www.${other}/${context.random.word()}`, second, 'localhost', ''], [first, second]);
    },
    'any of several domains': async (context) => {
      const [a, b, c, other] = [domain(context.random), domain(context.random), `media.${domain(context.random)}`, domain(context.random)];
      const urls = [`https://${c}/x`, b, `www.${a}/`, `https://${b}:1/`];
      await expectThrough(context, [a, b, c], [`${other}/`, ...urls, c.slice('media.'.length), `https://${other}`], urls);
    },
    'a dot is a dot': async (context) => {
      const [name, word] = [context.random.word(), context.random.word()];
      await expectThrough(context, [`${name}.${word}.org`], [`${name}x${word}.org`, `https://${name}-${word}.org/`, `${name}.${word}.org`], [`${name}.${word}.org`]);
    },
    'no domains, and no embeds': async (context) => {
      const own = domain(context.random);
      assert.deepEqual(await context.target.call('filter', [own], [[], [own], []]), [{ keys: [], urls: [] }, { keys: [0], urls: [own] }, { keys: [], urls: [] }]);
    },
    'one URL twice, and long ones': async (context) => {
      const own = domain(context.random);
      const long = `https://${own}/${context.random.token(2000)}?${context.random.token(500)}`;
      await expectThrough(context, [own], [own, long, own], [own, long, own]);
    },
  },
};
