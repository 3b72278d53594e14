/** What a browser does with a site: it asks for a path, and goes where it is sent. */
import assert from 'node:assert/strict';

export const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'curl/8.5.0'];
export const FORMS = ['handler', 'more', 'middleware'];

export const drawSite = (random) => `${random.word()}.${random.pick(['test', 'example', 'internal'])}${random.pick(['', ':8080'])}`;

/** One request: `{ status, location, text }`, the location as a browser reads it, `null` where there is none. */
export async function ask({ http, port, site, agent = AGENTS[0], method = 'GET' }, path) {
  const { status, headers, body } = await http({ port, path, method, headers: { host: site, 'user-agent': agent } });
  const base = `http://${site}${path}`;
  const said = headers.location;
  return { status, location: said !== undefined && URL.canParse(said, base) ? new URL(said, base) : null, text: body.toString() };
}

/** What the page behind the redirects said, or nothing of that. */
export function saidBy({ text }) {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

const isRedirect = ({ status, location }) => status >= 300 && status < 400 && location !== null;

/** Hits when a browser that asks the site for `path` is sent to another host, at once or after another redirect. */
export async function expectHome({ http, random, hit }, { port, site }, path) {
  for (const agent of random.shuffle(AGENTS)) {
    let next = path;
    for (let step = 0; step < 3; step++) {
      const answer = await ask({ http, port, site, agent }, next);
      if (!isRedirect(answer)) break;
      if (answer.location.host !== site || answer.location.protocol !== 'http:') hit(`a browser that asks ${site} for ${path} is sent to ${answer.location.href}`);
      next = answer.location.pathname + answer.location.search;
    }
  }
}

/** Harmless requests that are redirected and passed on, drawn like attacks. */
export async function alive({ target, random, http }) {
  const slash = random.bool();
  const port = await target.call('serve', { slash }, random.pick(FORMS));
  const site = drawSite(random);
  const [path, query] = [`/${random.word()}/${random.word()}.${random.pick(['test', 'html'])}`, `?${random.word()}=${random.int(1, 99)}`];
  const [wrong, right] = slash ? [path, `${path}/`] : [`${path}/`, path];
  const redirected = await ask({ http, port, site }, wrong + query);
  assert.deepEqual([redirected.status, redirected.location?.href], [302, `http://${site}${right}${query}`]);
  const passed = await ask({ http, port, site }, right + query);
  assert.deepEqual([passed.status, saidBy(passed).reached], [200, right + query]);
}

/** An attack: paths of `plan(random, host)` are asked of servers of every kind. */
export const sends = (plan) => async (context) => {
  const { target, random } = context;
  for (const slash of random.shuffle([true, false])) {
    const options = { slash, ...random.pick([{}, { status: 301 }, { status: 307 }]) };
    const place = { port: await target.call('serve', options, random.pick(FORMS)), site: drawSite(random) };
    const host = random.pick([`${random.word()}.${random.pick(['test', 'example', 'co'])}`, `10.${random.int(1, 99)}.0.${random.int(1, 99)}`, random.token(9)]);
    for (const path of plan(random, host)) await expectHome(context, place, slash ? path : path.replace(/([?]|$)/, '/$1'));
  }
};
