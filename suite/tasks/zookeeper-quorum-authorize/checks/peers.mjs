/** Members of an ensemble and those who want to be: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context['random']} random */
export const drawHost = (random) => random.pick([`${random.word()}-${random.int(1, 9)}.${random.word()}.example`, `${random.word()}${random.int(1, 99)}`, `10.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`]);

/** @param {Context['random']} random @param {number} [count] @returns {string[]} different ones, of which none is part of another */
export function drawHosts(random, count = random.int(2, 5)) {
  /** @type {string[]} */
  const hosts = [];
  while (hosts.length < count) {
    const host = `${random.token(5)}${drawHost(random)}`;
    if (!hosts.some((other) => other.includes(host) || host.includes(other))) hosts.push(host);
  }
  return hosts;
}

/** @param {Context['random']} random */
export const drawRealm = (random) => `${random.word()}.${random.word()}`.toUpperCase();

/** @param {Context['random']} random */
export const drawName = (random) => random.pick(['learner', 'zkquorum', random.word(), `${random.word()}-${random.int(1, 9)}`]);

/**
 * Whether peers that Kerberos knows by these principals may join an ensemble of these hosts.
 * @param {Context} context
 * @param {string[]} hosts
 * @param {string[]} principals
 * @returns {Promise<string[]>} `yes` with the name, or `no`
 */
export const authorize = ({ target }, hosts, principals, way = 'authorize') => target.callWithin(30_000, 'ask', way, 'kerberos', hosts.join(','), ...principals);

/**
 * Tries principals that name no host of the ensemble.
 * @param {Context} context
 * @param {(words: { name: string, realm: string, hosts: string[], other: string, random: Context['random'] }) => string[]} principalsOf
 */
export async function attack(context, principalsOf) {
  const { random, hit } = context;
  const hosts = drawHosts(random);
  const words = { name: drawName(random), realm: drawRealm(random), hosts, other: `x${random.token(6)}.example`, random };
  for (const principal of random.shuffle(principalsOf(words))) {
    const [answer = ''] = await authorize(context, hosts, [principal]).catch((/** @type {Error} */ error) => {
      if (error.name === 'CandidateError') return ['no'];
      throw error;
    });
    if (answer.startsWith('yes')) hit(`the peer ${JSON.stringify(principal)} may join an ensemble of ${hosts.join(', ')}`);
  }
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { target, random, fail } = context;
  const [hosts, name, realm] = [drawHosts(random), drawName(random), drawRealm(random)];
  const [host, principal] = [random.pick(hosts), (/** @type {string} */ of) => `${name}/${of}@${realm}`];
  const answers = await authorize(context, hosts, [principal(host), principal(`${random.token(9)}.example`)]);
  if (JSON.stringify(answers) !== JSON.stringify([`yes ${principal(host)}`, 'no'])) fail(`a member and a stranger get ${JSON.stringify(answers)}`);
  const [user, password] = [random.word(), random.token()];
  const [signedIn] = await target.callWithin(30_000, 'ask', 'sign in', `user_${user}=${password}`, hosts.join(','), user, password);
  if (signedIn !== `yes ${user}`) fail(`a user with the right password gets ${signedIn}`);
}
