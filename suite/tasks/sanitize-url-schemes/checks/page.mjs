/** Where a link leads that a page got from sanitizeUrl. */
import assert from 'node:assert/strict';
import { parseFragment } from 'parse5';

/**
 * What the candidate gives for each address, in one call; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {unknown[]} urls
 * @returns {Promise<unknown[]>} as many; undefined where it was refused or the answer was forged
 */
export async function sanitized(target, urls) {
  const answers = await target.call('ask', urls);
  return urls.map((_, index) => answers?.[index]?.url);
}

/**
 * The address of a link as a browser finds it in `<a href="…">`.
 * @param {unknown} url
 * @returns {string | null}
 */
export function inPage(url) {
  if (typeof url !== 'string') return null;
  const [link] = parseFragment(`<a href="${url.replaceAll('"', '&quot;')}">w</a>`).childNodes;
  return /** @type {any} */ (link).attrs[0].value;
}

const REFUSED = ['javascript:', 'data:', 'vbscript:'];

/**
 * Whether following the link runs a script or shows data, whether the address was written into HTML or set by a script.
 * @param {unknown} url
 */
export function leadsAstray(url) {
  const addresses = typeof url === 'string' ? [url, inPage(url) ?? ''] : [];
  return addresses.some((address) => REFUSED.includes(URL.parse(address, 'https://site.example/page')?.protocol ?? ''));
}

// A parser that does not work must not look like a page without harm.
assert.ok(leadsAstray('javascript:x') && leadsAstray('&#106;avascript&colon;x') && !leadsAstray('/javascript:x'));
