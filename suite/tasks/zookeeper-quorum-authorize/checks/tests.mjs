import assert from 'node:assert/strict';
import { authorize, drawHosts, drawName, drawRealm } from './peers.mjs';

/** @typedef {import('./peers.mjs').Context} Context */

/** @param {Record<string, string>} users */
const sectionOf = (users) => Object.entries(users).map(([name, password]) => `user_${name}=${password}`).join('\n');

/** @param {Context} context @param {string} section @param {string[]} attempts names and passwords in turn */
const signIn = ({ target, random }, section, attempts) => target.callWithin(30_000, 'ask', 'sign in', section, drawHosts(random).join(','), ...attempts);

export default {
  driver: 'driver.mjs',
  cases: {
    'peers of every host of the ensemble': async (context) => {
      const { random } = context;
      for (const count of [1, 3, 40]) {
        const [hosts, realm] = [drawHosts(random, count), drawRealm(random)];
        const principals = hosts.map((host) => `${drawName(random)}/${host}@${realm}`);
        assert.deepEqual(await authorize(context, hosts, principals), principals.map((principal) => `yes ${principal}`));
      }
    },
    'peers of other hosts': async (context) => {
      const { random } = context;
      const [hosts, realm] = [drawHosts(random), drawRealm(random)];
      const strangers = Array.from({ length: 5 }, () => `${drawName(random)}/${random.token(11)}.example@${realm}`);
      assert.deepEqual(await authorize(context, hosts, strangers), strangers.map(() => 'no'));
    },
    'one handler for all peers': async (context) => {
      const { random } = context;
      const [hosts, realm] = [drawHosts(random, 3), drawRealm(random)];
      const [own, stranger] = [`learner/${hosts[2]}@${realm}`, `learner/${random.token(12)}@${realm}`];
      assert.deepEqual(await authorize(context, hosts, [stranger, own, stranger, own, own]), ['no', `yes ${own}`, 'no', `yes ${own}`, `yes ${own}`]);
      assert.deepEqual(await authorize(context, hosts, [own, stranger, own], 'together'), ['true', 'false', 'true']);
    },
    'only as oneself': async (context) => {
      const { random } = context;
      const [hosts, realm] = [drawHosts(random, 2), drawRealm(random)];
      for (const [who, as] of [[`a/${hosts[0]}@${realm}`, `a/${hosts[1]}@${realm}`], [`a/${hosts[0]}@${realm}`, `b/${hosts[0]}@${realm}`], [`a/${hosts[0]}@${realm}`, `a/${hosts[0]}@${realm.toLowerCase()}`]]) assert.deepEqual(await authorize(context, hosts, [who, as], 'differ'), ['no']);
    },
    'users with their passwords': async (context) => {
      const { random } = context;
      const [first, second] = [random.word(), `${random.word()}${random.int(10, 99)}`];
      const passwords = [random.token(12), `${random.token(4)} "${random.token(3)}"=;user_${random.token(2)}`];
      const section = sectionOf({ [first]: passwords[0], [second]: passwords[1] });
      const attempts = [random.token(9), passwords[0], first, passwords[0], second, passwords[1], first, passwords[1], second, passwords[0], first, '', first, passwords[0]];
      assert.deepEqual(await signIn(context, section, attempts), ['no', `yes ${first}`, `yes ${second}`, 'no', 'no', 'no', `yes ${first}`]);
    },
    'users of names of other forms': async (context) => {
      const { random } = context;
      for (const user of [`${random.word()}@${random.word()}`, `${random.word()}.${random.word()}`, `${random.word()}/${random.word()}`, `user_${random.word()}`, 'x', random.token(60)]) {
        const password = random.token();
        assert.deepEqual(await signIn(context, sectionOf({ [user]: password }), [user, password, user, `${password}x`]), [`yes ${user}`, 'no']);
      }
    },
    'users of several entries': async (context) => {
      const { random } = context;
      const [first, second, password] = [random.word(), `x${random.token()}`, random.token()];
      assert.deepEqual(await signIn(context, `${sectionOf({ [first]: password })}\n\n${sectionOf({ [second]: password })}`, [first, password, second, password]), [`yes ${first}`, `yes ${second}`]);
    },
    'other options name no users': async (context) => {
      const { random } = context;
      const [word, password] = [random.word(), random.token()];
      const section = `${sectionOf({ x: password })}\n${word}=${password}\nother_user_${word}=${password}\nUSER_${word}=${password}`;
      assert.deepEqual(await signIn(context, section, [word, password, 'debug', 'true', `other_user_${word}`, password, 'user_x', password, 'x', password]), ['no', 'no', 'no', 'no', 'yes x']);
    },
    'a section that is not there': async (context) => {
      for (const section of ['kerberos', sectionOf({ a: 'b' })]) await assert.rejects(context.target.callWithin(30_000, 'ask', 'authorize', section, '', 'a'), (error) => /** @type {any} */ (error).errorName === 'IOException');
    },
  },
};
