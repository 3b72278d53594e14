import assert from 'node:assert/strict';
import { embedded, frames, written } from './frames.mjs';
import { host, rest } from './hosts.mjs';

/** @param {[address: string, kept: boolean][]} pairs */
async function expectKept({ target, random }, options, pairs) {
  const shuffled = random.shuffle(pairs);
  const sources = await embedded(target, shuffled.map(([address]) => address), options);
  assert.deepEqual(sources, shuffled.map(([address, kept]) => (kept ? address : null)), JSON.stringify(options));
}

/** Forms of an address with the same host. */
const forms = (name, random) => [
  `https://${name}`,
  `https://${name}/`,
  `http://${name}/embed/${random.word()}?a=1&b=2#c`,
  `https://${name}?v=${random.word()}`,
  `https://${name}#${random.word()}`,
  `https://${name}:${random.int(1, 9999)}/x`,
  `https://${random.word()}:${random.word()}@${name}/`,
  `//${name}/embed`,
  `//${name}:8443/embed?x=//other.example`,
  `HTTPS://${name}/`,
  `https://${name}/a%20b;c'd,e/\u00fc`,
];

const relative = (random) => [`/embed/${random.word()}`, `${random.word()}.html`, `./${random.word()}?a=b`, `../${random.word()}`, `?a=${random.word()}`, `#${random.word()}`, `/${random.word()}//x`, `${random.word()}/a@b`];

export default {
  driver: 'driver.mjs',
  cases: {
    'hosts': async (context) => {
      const { random } = context;
      const [a, b, other] = [host(random), host(random), host(random)];
      const pairs = [...forms(a, random), ...forms(b, random)].map((address) => [address, true]);
      await expectKept(context, { allowedIframeHostnames: random.shuffle([a, b]) }, [...pairs, ...forms(other, random).map((address) => [address, false]), ...forms(`www.${a}`, random).map((address) => [address, false]), [`https://${a.slice(2)}/`, false]]);
    },
    'upper and lower case': async (context) => {
      const name = host(context.random);
      await expectKept(context, { allowedIframeHostnames: [name] }, [[`https://${name.toUpperCase()}/x`, true], [`https://${name[0]?.toUpperCase()}${name.slice(1)}/`, true]]);
      await expectKept(context, { allowedIframeDomains: [name] }, [[`https://WWW.${name.toUpperCase()}/x`, true]]);
    },
    'domains': async (context) => {
      const { random } = context;
      const [a, other] = [host(random), host(random)];
      const below = [`www.${a}`, `${random.word()}.${random.word()}.${a}`, `x-1.${a}`];
      await expectKept(context, { allowedIframeDomains: random.shuffle([a, host(random)]) }, [...[a, ...below].flatMap((name) => forms(name, random).map((address) => [address, true])), ...[other, `x${a}`, `${a}.${other}`, a.slice(a.indexOf('.') + 1)].flatMap((name) => forms(name, random).map((address) => [address, false]))]);
    },
    'both lists': async (context) => {
      const { random } = context;
      const [a, b, other] = [host(random), host(random), host(random)];
      await expectKept(context, { allowedIframeHostnames: [a], allowedIframeDomains: [b] }, [[`https://${a}/`, true], [`https://www.${a}/`, false], [`https://${b}/`, true], [`https://www.${b}/`, true], [`https://${other}/`, false]]);
      await expectKept(context, { allowedIframeHostnames: [], allowedIframeDomains: [b] }, [[`https://x.${b}/`, true], [`https://${other}/`, false]]);
      await expectKept(context, { allowedIframeHostnames: [] }, [[`https://${other}/`, false], ...relative(random).map((address) => [address, false])]);
    },
    'no lists': async (context) => {
      const { random } = context;
      await expectKept(context, {}, [...forms(host(random), random), ...relative(random)].map((address) => [address, true]));
      await expectKept(context, { allowIframeRelativeUrls: false }, [...forms(host(random), random).map((address) => [address, true]), ...relative(random).map((address) => [address, false])]);
      await expectKept(context, { allowIframeRelativeUrls: true }, relative(random).map((address) => [address, true]));
    },
    'relative addresses': async (context) => {
      const { random } = context;
      const name = host(random);
      for (const options of [{ allowedIframeHostnames: [name] }, { allowedIframeDomains: [name] }]) {
        await expectKept(context, options, [...relative(random).map((address) => [address, false]), [`https://${name}/`, true]]);
        await expectKept(context, { ...options, allowIframeRelativeUrls: false }, relative(random).map((address) => [address, false]));
        await expectKept(context, { ...options, allowIframeRelativeUrls: true }, [...relative(random).map((address) => [address, true]), [`https://${name}/`, true], [`//${host(random)}/`, false]]);
      }
    },
    'names in other letters': async (context) => {
      const word = context.random.word();
      await expectKept(context, { allowedIframeHostnames: [`xn--bcher-kva.${word}.example`] }, [[`https://b\u00fccher.${word}.example/x`, true], [`https://xn--bcher-kva.${word}.example/`, true], [`https://b\u00fcch.${word}.example/`, false]]);
      await expectKept(context, { allowedIframeDomains: [`${word}.example`] }, [[`https://b\u00fccher.${word}.example/x`, true]]);
    },
    'numbers as hosts': (context) => expectKept(context, { allowedIframeHostnames: ['127.0.0.1', 'localhost'] }, [['http://127.0.0.1:8080/x', true], ['http://localhost:3000/', true], ['http://127.0.0.2/', false], ['http://localhost.example/', false]]),
    'what was decided before': async (context) => {
      const name = host(context.random);
      await expectKept(context, { allowedIframeHostnames: [name], allowProtocolRelative: false }, [[`//${name}/`, false], [`https://${name}/`, true]]);
      await expectKept(context, { allowedIframeHostnames: [name] }, [['javascript:x', false], [`data:text/html,//${name}/`, false]]);
    },
    'the rest of the element and of the text': async ({ target, random }) => {
      const [name, other, word] = [host(random), host(random), random.word()];
      const text = `<p><iframe width="1" src="https://${other}/" title="${word}"></iframe><b src="x">${word}</b><iframe title="a" src="https://${name}/?a=1&amp;b=${written('"')}" width="2"></iframe><iframe width="3"></iframe></p>`;
      const [found] = await frames(target, [text], { allowedIframeHostnames: [name] });
      assert.deepEqual(found, [{ width: '1', title: word }, { title: 'a', src: `https://${name}/?a=1&b="`, width: '2' }, { width: '3' }]);
    },
    'other elements are not asked': async ({ target, random }) => {
      const [answer] = await target.call('clean', [`<img src="https://${host(random)}/x.png" />`], { allowedTags: ['img'], allowedAttributes: { img: ['src'] }, allowedIframeHostnames: [host(random)] });
      assert.match(String(answer), /^<img src="https:.*x\.png" \/>$/);
    },
    'many frames': async (context) => {
      const { random } = context;
      const name = host(random);
      await expectKept(context, { allowedIframeDomains: [name] }, Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? [`https://${random.word()}.${name}${rest(random)}`, true] : [`https://${host(random)}${rest(random)}`, false])));
    },
  },
};
