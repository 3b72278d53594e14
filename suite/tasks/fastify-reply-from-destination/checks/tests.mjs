import assert from 'node:assert/strict';
import { drawBase, withBackend } from './backend.mjs';

const ask = (target, source, base) => target.call('build', source, base);

/** The source is forwarded to exactly this URL. */
async function assertBuilt(target, source, base, expected) {
  const { href, isUrl, protocol, hostname, port, pathname, search } = await ask(target, source, base);
  const wanted = new URL(expected);
  assert.deepEqual([href, isUrl, protocol, hostname, port, pathname, search], [expected, true, wanted.protocol, wanted.hostname, wanted.port, wanted.pathname, wanted.search], `${source} at ${base}`);
}

const drawPath = (random) => `${random.word()}/${random.word()}`;

export default {
  driver: 'driver.mjs',
  cases: {
    'without a base a source is a whole URL': async ({ target, random }) => {
      for (const origin of ['http://localhost', `https://${random.word()}.test:8443`, `http://user:pass@${random.word()}.test`, 'http://[::1]:3000']) {
        const url = `${origin}/${drawPath(random)}?${random.word()}=1#${random.word()}`;
        await assertBuilt(target, url, undefined, url);
      }
      const dots = `http://${random.word()}.test`;
      await assertBuilt(target, `${dots}/a/../../b`, undefined, `${dots}/b`);
      await assertBuilt(target, 'unix+http://%2Ftmp%2Fx.sock/hello', undefined, 'unix+http://%2Ftmp%2Fx.sock/hello');
    },
    'without a base a path is no URL': async ({ target, random }) => {
      for (const source of [`/${drawPath(random)}`, random.word(), `//${random.word()}.test/x`]) await assert.rejects(ask(target, source, undefined), { errorName: 'TypeError' });
    },
    'a base without a path takes everything of its server': async ({ target, random }) => {
      const origin = `http://${random.word()}.test:${random.int(1025, 9999)}`;
      for (const base of [origin, `${origin}/`]) {
        const path = drawPath(random);
        await assertBuilt(target, path, base, `${origin}/${path}`);
        await assertBuilt(target, `/${path}?a=1&b=2`, base, `${origin}/${path}?a=1&b=2`);
        await assertBuilt(target, `${origin}/${path}`, base, `${origin}/${path}`);
        await assertBuilt(target, '/', base, `${origin}/`);
        await assertBuilt(target, '', base, `${origin}/`);
        await assertBuilt(target, '?a=1', base, `${origin}/?a=1`);
        await assertBuilt(target, `/../../${path}`, base, `${origin}/${path}`);
      }
    },
    'a base with a slash: relative sources, paths and whole URLs': async ({ target, random }) => {
      for (let round = 0; round < 4; round++) {
        const { base, home } = drawBase(random, { slash: true });
        const path = `${drawPath(random)}${random.pick(['', '/', '?x=1', '?a=b&c=d%20e'])}`;
        for (const source of [path, `./${path}`, `${new URL(home).pathname}/${path}`, `${home}/${path}`, `${home.replace(/^https?:/, '')}/${path}`]) await assertBuilt(target, source, base, `${home}/${path}`);
      }
    },
    'a base without a slash: the last name is replaced, paths go below it': async ({ target, random }) => {
      for (let round = 0; round < 4; round++) {
        const { base, home, names } = drawBase(random, { slash: false });
        const path = `${drawPath(random)}${random.pick(['', '/', '?x=1'])}`;
        for (const source of [`${names.at(-1)}/${path}`, `${new URL(home).pathname}/${path}`, `${home}/${path}`]) await assertBuilt(target, source, base, `${home}/${path}`);
        await assertBuilt(target, `${names.at(-1)}/`, base, `${home}/`);
      }
    },
    'the base itself': async ({ target, random }) => {
      const { base, home, names } = drawBase(random, { slash: false });
      for (const source of [names.at(-1), new URL(home).pathname, home, '']) await assertBuilt(target, source, base, home);
      const other = drawBase(random, { slash: true });
      for (const source of ['', '.', './', `${new URL(other.home).pathname}/`, `${other.home}/`, `${random.word()}/..`]) await assertBuilt(target, source, other.base, other.base);
    },
    'dots that stay below the base are resolved': async ({ target, random }) => {
      const { base, home, names } = drawBase(random, { slash: true });
      const [one, two] = [random.word(), random.word()];
      for (const source of [`${one}/../${two}`, `./${one}/.././${two}`, `${one}/%2e%2e/${two}`, `../${names.at(-1)}/${two}`, `${home}/${one}/../${two}`, `${new URL(home).pathname}/${one}/x/../../${two}`]) {
        await assertBuilt(target, source, base, `${home}/${two}`);
      }
    },
    'dots, slashes and addresses that are part of names and queries mean nothing': async ({ target, random }) => {
      const { base, home } = drawBase(random, { slash: true });
      const word = random.word();
      const sources = [`${word}..${word}`, `...`, `..${word}`, `${word}..`, `.${word}`, `a..b/${word}`, `x?next=../../${word}`, `x?url=http://${word}.test/`, `x?q=..`, `${word}//${word}`, `${word}@${word}:80`, `x#../${word}`];
      for (const source of sources) await assertBuilt(target, `${home}/${source}`, base, `${home}/${source}`);
      await assertBuilt(target, `x?next=../../${word}`, base, `${home}/x?next=../../${word}`);
    },
    'encoded characters go on as they are': async ({ target, random }) => {
      const { base, home } = drawBase(random, { slash: true });
      const word = random.word();
      for (const source of [`${word}%20${word}`, `%C3%BC${word}`, `a%2Fb`, `100%25`, `${word}+${word}`, `x?q=%26%3D%23`, `(${word})`, `${word};v=1,2`, `~${word}!$*'`]) await assertBuilt(target, source, base, `${home}/${source}`);
      await assertBuilt(target, `ü ${word}`, base, `${home}/%C3%BC%20${word}`);
    },
    'another server is refused': async ({ target, random }) => {
      for (let round = 0; round < 3; round++) {
        const { base, names } = drawBase(random, {});
        const path = `${names.join('/')}/${random.word()}`;
        for (const source of [`//${random.token(7)}.test/${path}`, `http://${random.token(7)}.test/${path}`, `https://10.200.0.10/${path}`, `blah://10.200.0.10/${path}`, 'urn:foo:bar', `data:text/plain,${random.word()}`]) {
          await assert.rejects(ask(target, source, base), `${source} at ${base}`);
        }
      }
    },
    'requests arrive at the backend': ({ target, random }) =>
      withBackend(async ({ port, asked }) => {
        const expected = [];
        for (let round = 0; round < 5; round++) {
          const { base, home } = drawBase(random);
          const path = `${drawPath(random)}?${random.word()}=${random.int(1, 99)}`;
          assert.equal(await target.call('forward', `${new URL(home).pathname}/${path}`, base, port), 200);
          expected.push(`${home}/${path}`);
        }
        assert.deepEqual(asked, expected);
      }),
    'each call stands for itself': async ({ target, random }) => {
      const one = drawBase(random, { slash: true });
      const two = drawBase(random, { slash: true });
      const word = random.word();
      for (const { base, home } of [one, two, one]) await assertBuilt(target, word, base, `${home}/${word}`);
      await assertBuilt(target, `${one.home}/${word}`, undefined, `${one.home}/${word}`);
    },
  },
};
