import assert from 'node:assert/strict';
import { DIRECTIVES, drawHost, methodOf } from './policies.mjs';

const KEYWORDS = { self: "'self'", none: "'none'", unsafe_inline: "'unsafe-inline'", unsafe_eval: "'unsafe-eval'", https: 'https:', data: 'data:', blob: 'blob:', ws: 'ws:', strict_dynamic: "'strict-dynamic'" };

export default {
  driver: 'driver.rb',
  cases: {
    'every directive with its sources': async ({ target, random }) => {
      const names = random.shuffle(DIRECTIVES).slice(0, 6);
      const sources = names.map(() => Array.from({ length: random.int(1, 4) }, () => drawHost(random)));
      const [header] = await target.call('build', { policy: names.map((name, index) => [methodOf(name), ...(sources[index] ?? [])]), requests: [{}] });
      assert.equal(header, names.map((name, index) => `${name} ${sources[index]?.join(' ')}`).join('; '));
    },
    'sources of all kinds': async ({ target, random }) => {
      const sources = ["'self'", "'sha256-Ab3+/cd=='", `'nonce-${random.token()}'`, 'https:', 'data:', '*', '*.example.com', 'https://*.example.com:*', 'https://example.com/a%20b/%3B?c=d&e=(f)#g', 'wss://[::1]:80', "'unsafe-hashes'", `https://ünï.example/${random.word()}`];
      for (const source of random.shuffle(sources)) {
        const [header] = await target.call('build', { policy: [['img_src', source], ['media_src', { fact: 'a' }]], requests: [{ facts: { a: [source, source] } }] });
        assert.equal(header, `img-src ${source}; media-src ${source} ${source}`);
      }
    },
    'keywords by their names': async ({ target, random }) => {
      const names = random.shuffle(Object.keys(KEYWORDS)).slice(0, 4);
      const texts = names.map((name) => Reflect.get(KEYWORDS, name));
      const host = drawHost(random);
      const [header] = await target.call('build', { policy: [['default_src', ...names.map((symbol) => ({ symbol })), host], ['img_src', { fact: 'a' }], ['font_src', { fact: 'b' }]], requests: [{ facts: { a: names.map((symbol) => ({ symbol })), b: { symbol: names[0] } } }] });
      assert.equal(header, `default-src ${texts.join(' ')} ${host}; img-src ${texts.join(' ')}; font-src ${texts[0]}`);
    },
    'procs are run for each header': async ({ target, random }) => {
      const requests = Array.from({ length: 4 }, () => ({ facts: { host: drawHost(random), more: [drawHost(random), drawHost(random)] } }));
      const host = drawHost(random);
      const headers = await target.call('build', { policy: [['script_src', { symbol: 'self' }, { fact: 'host' }, host, { fact: 'more' }]], requests, cloned: random.bool() });
      assert.deepEqual(headers, requests.map(({ facts }) => `script-src 'self' ${facts.host} ${host} ${facts.more.join(' ')}`));
    },
    'a proc that gives nothing': async ({ target, random }) => {
      const host = drawHost(random);
      const [header] = await target.call('build', { policy: [['script_src', host, { fact: 'a' }], ['img_src', { fact: 'b' }, host]], requests: [{ facts: { a: [], b: null } }] });
      assert.match(header, new RegExp(`^script-src ${host.replaceAll(/[.*+?^$()[\]/&|]/g, '\\$&')} ?; img-src  ?`));
      assert.equal(header.split(/\s+/).filter((/** @type {string} */ word) => word.startsWith(host)).length, 2);
    },
    'a nonce, where it belongs': async ({ target, random }) => {
      const [a, b, host] = [random.token(16), random.token(16), drawHost(random)];
      const policy = [['script_src', { symbol: 'self' }], ['style_src', host, { fact: 'a' }], ['img_src', host]];
      const facts = { a: host };
      const headers = await target.call('build', { policy, requests: [{ facts, nonce: a }, { facts, nonce: b, nonce_directives: ['img-src'] }, { facts }, { facts, nonce: b, nonce_directives: [] }] });
      assert.deepEqual(headers, [
        `script-src 'self' 'nonce-${a}'; style-src ${host} ${host} 'nonce-${a}'; img-src ${host}`,
        `script-src 'self'; style-src ${host} ${host}; img-src ${host} 'nonce-${b}'`,
        `script-src 'self'; style-src ${host} ${host}; img-src ${host}`,
        `script-src 'self'; style-src ${host} ${host}; img-src ${host}`,
      ]);
    },
    'directives without sources': async ({ target, random }) => {
      const host = drawHost(random);
      assert.deepEqual(await target.call('build', { policy: [['upgrade_insecure_requests'], ['img_src', host], ['block_all_mixed_content'], ['sandbox']], requests: [{}, { nonce: random.token() }] }), Array(2).fill(`upgrade-insecure-requests; img-src ${host}; block-all-mixed-content; sandbox`));
      assert.deepEqual(await target.call('build', { policy: [['img_src', host], ['upgrade_insecure_requests'], ['upgrade_insecure_requests', false], ['sandbox', false]], requests: [{}] }), [`img-src ${host}`]);
      assert.deepEqual(await target.call('build', { policy: [], requests: [{}] }), ['']);
    },
    'directives with other values': async ({ target, random }) => {
      const path = `/${random.word()}/report?a=${random.token()}`;
      const [header] = await target.call('build', { policy: [['report_uri', path], ['plugin_types', 'application/pdf', 'image/svg+xml'], ['sandbox', 'allow-scripts', 'allow-forms'], ['require_sri_for', { symbol: 'script' }, 'style']], requests: [{}] });
      assert.equal(header, `report-uri ${path}; plugin-types application/pdf image/svg+xml; sandbox allow-scripts allow-forms; require-sri-for script style`);
    },
    'what is no source': async ({ target, random }) => {
      await assert.rejects(target.call('build', { policy: [['plugin_types', random.int(1, 99)]], requests: [{}] }), { errorName: 'RuntimeError', message: /^Unexpected content security policy source/ });
      await assert.rejects(target.call('build', { policy: [['img_src', { fact: 'a' }]], requests: [{ facts: { a: random.int(1, 99) } }] }), { errorName: 'ArgumentError' });
      await assert.rejects(target.call('build', { policy: [['img_src', { fact: 'a' }]], requests: [{ facts: { a: [{ symbol: random.word() }] } }] }), { errorName: 'ArgumentError' });
      await assert.rejects(target.call('build', { policy: [['img_src', { fact: 'a' }]], requests: [{}] }), { errorName: 'RuntimeError', message: /^Missing context for the dynamic content security policy source/ });
    },
  },
};
