import { once } from 'node:events';
import { createServer } from 'node:http';

/** A server that stands for every backend, and remembers who was asked for what, as `http://host/path`. */
export async function withBackend(use) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.scheme}//${request.headers.host}${request.url}`);
    response.end('answer');
  });
  server.listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  try {
    await use({ port: server.address().port, asked });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** A base that an application might use; `names` are those of its path. */
export function drawBase(random, { slash = random.bool(), least = 1 } = {}) {
  const host = random.pick([`${random.word()}.${random.pick(['test', 'internal', 'example'])}`, `10.${random.int(1, 99)}.0.${random.int(1, 9)}`, 'localhost', '127.0.0.1']);
  const origin = `${random.pick(['http', 'http', 'https'])}://${host}${random.pick(['', `:${random.int(1025, 65000)}`])}`;
  const names = Array.from({ length: random.int(least, 3) }, () => random.pick([random.word(), `${random.word()}-${random.word()}`, `v${random.int(1, 9)}.${random.int(1, 9)}`]));
  const base = `${origin}${names.map((name) => `/${name}`).join('')}`;
  return { origin, names, home: base, base: slash ? `${base}/` : base };
}

/** Whether a URL that the backend saw is the base or lies below it; a backend resolves dots as any server does. */
export function isBelow(home, url) {
  const { origin, pathname } = new URL(url);
  const { origin: wanted, pathname: path } = new URL(home);
  const folder = path === '/' ? path : `${path}/`;
  return origin === wanted && (pathname === path || pathname.startsWith(folder));
}

/** An attack: sources of `plan({ random, base, … })` are forwarded. It is a hit when the backend is asked for something that is not below the base. */
export function leads(plan, options = {}) {
  return ({ target, random, hit }) =>
    withBackend(async ({ port, asked }) => {
      const drawn = drawBase(random, options);
      for (const source of random.shuffle(plan({ random, ...drawn }))) {
        await target.call('forward', source, drawn.base, port).catch((error) => {
          if (error.name === 'TargetLost') throw error;
        });
        const astray = asked.find((url) => !isBelow(drawn.home, url));
        if (astray !== undefined) hit(`base ${drawn.base}, source ${JSON.stringify(source)}: the backend was asked for ${astray}`);
      }
    });
}

/** Harmless use, as the attacks do it. */
export const alive = ({ target, random, fail }) =>
  withBackend(async ({ port, asked }) => {
    const { base, home } = drawBase(random);
    const path = `${random.word()}/${random.word()}.${random.word()}?${random.word()}=${random.int(1, 99)}`;
    await target.call('forward', `${random.bool() ? home : new URL(home).pathname}/${path}`, base, port).catch((error) => {
      if (error.name === 'TargetLost') throw error;
      fail(`a source below its base is refused: ${error.message}`);
    });
    if (asked.length !== 1 || asked[0] !== `${home}/${path}`) fail(`the backend was asked for ${asked.join(', ')}, not for ${home}/${path}`);
  });
