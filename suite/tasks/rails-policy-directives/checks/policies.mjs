/** Policies, and how a browser reads them: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** Directives that take sources, as methods and as they stand in the header. */
export const DIRECTIVES = ['base-uri', 'child-src', 'connect-src', 'default-src', 'font-src', 'form-action', 'frame-ancestors', 'frame-src', 'img-src', 'manifest-src', 'media-src', 'object-src', 'script-src', 'script-src-elem', 'style-src', 'worker-src'];

/** @param {string} name */
export const methodOf = (name) => name.replaceAll('-', '_');

/** @param {Context['random']} random */
export const drawHost = (random) => `${random.pick(['https://', 'http://', '', '*.', 'https://*.'])}${random.token(8)}.example${random.pick(['', ':8443', '/assets/', '/a.b-c_d/~e?f=g&h=%3B%20'])}`;

/**
 * As the standard says: directives end at semicolons, values at blanks of ASCII, and of two directives of one name the first one counts.
 * @param {string} header
 */
export function readPolicy(header) {
  const directives = new Map();
  for (const part of header.split(';')) {
    const [name, ...sources] = part.split(/[\t\n\f\r ]+/).filter((word) => word !== '');
    if (name !== undefined && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [name, other] = random.shuffle(DIRECTIVES);
  const [host, fact] = [drawHost(random), drawHost(random)];
  const [header] = await target.call('build', { policy: [[methodOf(name ?? ''), { symbol: 'self' }, host], [methodOf(other ?? ''), { fact: 'host' }]], requests: [{ facts: { host: fact } }] });
  if (header !== `${name} 'self' ${host}; ${other} ${fact}`) fail(`a policy of ${name} and ${other} gives ${header}`);
}

/**
 * Builds policies with a hostile source in one of their directives, given in each of the ways that a source can be given, and reads what comes out: a directive must not have what was only part of another source.
 * @param {Context} context
 * @param {(parts: { host: string, evil: string, victim: string }, random: Context['random']) => string} textOf `victim`: the name of a directive that comes later
 */
export async function attack({ target, random, hit }, textOf) {
  for (const way of random.shuffle(['text', 'proc', 'array', 'last of an array', 'nonce', 'other directive'])) {
    const evil = `https://${random.token(12)}.example`;
    const [name = '', victim = ''] = random.shuffle(DIRECTIVES).filter((each) => each !== 'script-src');
    const text = textOf({ host: drawHost(random), evil, victim }, random);
    const asked = scenes({ name, victim, text, fine: drawHost(random), random })[way];
    const headers = await target.call('build', asked).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
      return [];
    });
    const known = new Set([...(asked?.policy ?? []).map(([method]) => String(method).replaceAll('_', '-'))]);
    for (const header of headers) {
      const read = readPolicy(header);
      const shown = `${JSON.stringify(text)}, given as ${way}, made the policy ${JSON.stringify(header)}`;
      for (const [directive, sources] of read) {
        if (!known.has(directive)) hit(`${shown}, with the directive ${directive}`);
        if (sources.some((/** @type {string} */ source) => source === evil || source === "'unsafe-inline'" || source === "'unsafe-eval'" || source === 'allow-scripts')) hit(`${shown}, which has a source that nobody gave`);
      }
    }
  }
}

/**
 * @param {{ name: string, victim: string, text: string, fine: string, random: Context['random'] }} parts
 * @returns {Record<string, { policy: unknown[][], requests: object[] }>}
 */
function scenes({ name, victim, text, fine, random }) {
  const later = [methodOf(victim), { symbol: 'self' }];
  const script = ['script_src', { symbol: 'self' }];
  return {
    text: { policy: [[methodOf(name), text], script, later], requests: [{}] },
    proc: { policy: [[methodOf(name), { symbol: 'self' }, { fact: 'a' }], script, later], requests: [{ facts: { a: fine } }, { facts: { a: text } }] },
    array: { policy: [[methodOf(name), { fact: 'a' }], script, later], requests: [{ facts: { a: [text, fine] } }] },
    'last of an array': { policy: [[methodOf(name), fine, { fact: 'a' }], later, script], requests: [{ facts: { a: [{ symbol: 'self' }, fine, text] } }] },
    nonce: { policy: [['style_src', { fact: 'a' }], [methodOf(name), { symbol: 'self' }], script, later], requests: [{ facts: { a: random.bool() ? text : [text] }, nonce: random.token(16) }] },
    'other directive': { policy: [random.pick([['report_uri', text], ['plugin_types', 'text/html', text], ['sandbox', 'allow-forms', text], ['require_sri_for', text]]), script, later], requests: [{}] },
  };
}
