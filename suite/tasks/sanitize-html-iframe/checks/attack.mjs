import assert from 'node:assert/strict';
import { embedded, hostOf } from './frames.mjs';
import { host, rest } from './hosts.mjs';

/** The options that allow a host, and what of it. @type {Record<string, (allowed: string, random: any) => { options: object, allows: (host: string) => boolean, begin: string }>} */
export const LISTS = {
  hostnames: (allowed, random) => ({ options: { allowedIframeHostnames: random.shuffle([allowed, host(random)]) }, allows: (found) => found === allowed, begin: allowed }),
  domains: (allowed, random) => ({ options: { allowedIframeDomains: random.shuffle([allowed, host(random)]) }, allows: (found) => found === allowed || found.endsWith(`.${allowed}`), begin: random.pick([allowed, `${random.word()}.${allowed}`]) }),
};

/** @param {'hostnames' | 'domains'} list @param {(allowed: string, random: any) => string} write */
export const attack = (list, write) => async ({ target, random, hit }) => {
  for (let count = 0; count < 4; count++) {
    const { options, allows, begin } = LISTS[list](host(random), random);
    const given = { ...options, ...random.pick([{}, { allowIframeRelativeUrls: false }]) };
    const addresses = Array.from({ length: 12 }, () => write(begin, random));
    const sources = await embedded(target, addresses, given);
    const found = sources.findIndex((source) => source !== null && hostOf(source) !== 'site.example' && !allows(hostOf(source) ?? ''));
    if (found !== -1 && hostOf(sources[found]) !== null) hit(`with ${JSON.stringify(given)} a page of ${hostOf(sources[found])} is embedded: ${sources[found]}`);
  }
};

/** What is allowed is embedded, what is not is not. @param {'hostnames' | 'domains'} list */
export const embeds = (list) => async ({ target, random }) => {
  const { options, begin } = LISTS[list](host(random), random);
  const addresses = Array.from({ length: random.int(8, 40) }, () => ({ allowed: random.bool(0.6), tail: rest(random) }));
  const sources = await embedded(target, addresses.map(({ allowed, tail }, index) => `https://${allowed ? begin : `${index}.other.example`}${tail}`), options);
  assert.deepEqual(sources, addresses.map(({ allowed, tail }) => (allowed ? `https://${begin}${tail}` : null)));
};
