/** Addresses that are documents of their own, and texts in which they are links. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

const script = (random) => `<script>${random.word()}(${random.int(1, 999)})</script>`;
const picture = (random) => `<svg xmlns="http://www.w3.org/2000/svg">${script(random)}</svg>`;
const base64 = (text) => Buffer.from(text).toString('base64');

/** @param {Random} random @param {string} text */
export const mixed = (random, text) => [...text].map((char) => (random.bool() ? char.toUpperCase() : char)).join('');

const scheme = (random) => random.pick(['data', 'data', 'DATA', mixed(random, 'data')]);

/** Documents with scripts, by the type that they say. @type {Record<string, (random: Random) => string>} */
export const documents = {
  'HTML': (random) => `${scheme(random)}:text/html,${encodeURIComponent(script(random))}`,
  'short HTML': (random) => `${scheme(random)}:text/html,%3Ca%20onclick=${random.token(1)}()%3E`,
  'HTML in base64': (random) => `${scheme(random)}:text/html;base64,${base64(script(random))}`,
  'HTML with a charset': (random) => `${scheme(random)}:text/html;charset=${random.pick(['utf-8', 'UTF-8', random.word()])}${random.pick(['', ';base64'])},${base64(script(random))}`,
  'HTML in another case': (random) => `${scheme(random)}:${mixed(random, 'text/html')},${encodeURIComponent(script(random))}`,
  'HTML with what looks like a picture behind': (random) => `${scheme(random)}:text/html,${encodeURIComponent(script(random))}data:image/${random.pick(['png', 'gif', 'jpeg', 'webp'])};base64,${random.token(8)}`,
  'HTML with what looks like a picture as a parameter': (random) => `${scheme(random)}:text/html;x=image/${random.pick(['png', 'gif', 'jpeg', 'webp'])};base64,${base64(script(random))}`,
  'a picture with scripts': (random) => `${scheme(random)}:image/svg+xml,${encodeURIComponent(picture(random))}`,
  'a picture with scripts in base64': (random) => `${scheme(random)}:${random.pick(['image/svg+xml', mixed(random, 'image/svg+xml')])};base64,${base64(picture(random))}`,
  'XML': (random) => `${scheme(random)}:${random.pick(['text/xml', 'application/xml', 'application/xhtml+xml', 'application/rss+xml'])};base64,${base64(picture(random))}`,
  'XML whose type begins like that of a picture': (random) => `${scheme(random)}:image/${random.pick(['png', 'gif', 'jpeg', 'webp'])}+xml${random.pick(['', ';base64'])},${base64(picture(random))}`,
};

/** @type {Record<string, (address: string, random: Random) => string>} */
export const inText = {
  'a link': (address, random) => `${random.word()} [${random.word()}](${address}) ${random.word()}`,
  'a link with a title': (address, random) => `*[${random.word()}](${address} "${random.word()}")*`,
  'a link in angle brackets': (address, random) => `[${random.word()}](<${address}>)`,
  'a link around an image': (address, random) => `[![${random.word()}](/${random.word()}.png)](${address})`,
  'entities': (address, random) => `[${random.word()}](${address.replace(':', random.pick(['&#58;', '&#x3a;', '&colon;']))})`,
  'a backslash': (address, random) => `[${random.word()}](${address.replace(':', '\\:')})`,
  'a list': (address, random) => `- ${random.word()}\n- [${random.word()}](${address})`,
};

/** @type {Record<string, (address: string, random: Random) => string>} */
export const elsewhere = {
  'a reference': (address, random) => {
    const label = random.word();
    return `${random.pick([`[${label}]`, `[${random.word()}][${label}]`, `[${label}][]`])}\n\n[${label}]: ${address}${random.pick(['', ` "${random.word()}"`])}`;
  },
  'a reference in angle brackets': (address, random) => {
    const label = random.word();
    return `# [${label}]\n\n[${label}]: <${address}>`;
  },
  'a reference in a quote': (address, random) => {
    const label = random.word();
    return `> [${label}]: ${address.replace(':', '&#58;')}\n\n**[${label}]**`;
  },
  'angle brackets': (address, random) => `${random.word()} <${address}> ${random.word()}`,
};
