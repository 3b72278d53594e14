import { ask, drawSystem, expectIds } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */
/** @typedef {import('./ask.mjs').Asked} Asked */

const LARGEST = 2_147_483_647;

/** @param {Context} context @param {Asked[]} questions */
async function expectErrors(context, questions) {
  const answers = await ask(context, questions);
  if ('lost' in answers) return context.fail(answers.lost);
  for (const [index, answer] of answers.entries()) {
    if (answer.error === undefined) context.fail(`${JSON.stringify(questions[index])} gives ${JSON.stringify(answer)}, no error`);
  }
}

export default {
  cases: {
    'names of users': async (context) => {
      const { accounts, asked } = drawSystem(context);
      await expectIds(context, [...accounts.map(({ name, id, gid }) => ({ asked: asked(name), ids: /** @type {[number, number]} */ ([id, gid]) })), { asked: asked('root'), ids: [0, 0] }]);
    },
    'numbers of users': async (context) => {
      const { accounts, asked } = drawSystem(context);
      const others = [0, 1, 65_534, 65_535, 65_536, 1_000_000, context.random.int(10_000, LARGEST), LARGEST - 1, LARGEST].filter((id) => !accounts.some((account) => account.id === id));
      await expectIds(context, [
        ...accounts.map(({ id, gid }) => ({ asked: asked(String(id)), ids: /** @type {[number, number]} */ ([id, gid]) })),
        ...others.map((id) => ({ asked: asked(String(id)), ids: /** @type {[number, number]} */ ([id, 0]) })),
        { asked: asked('007000'), ids: [7_000, 0] },
      ]);
    },
    'numbers of users and groups': async (context) => {
      const { random } = context;
      const { asked } = drawSystem(context);
      const numbers = [0, 1, 999, 65_535, 65_536, random.int(10_000, LARGEST), LARGEST];
      const pairs = /** @type {[number, number][]} */ (numbers.flatMap((uid) => [uid, random.pick(numbers), 0, LARGEST].map((gid) => [uid, gid])));
      await expectIds(context, pairs.map((ids) => ({ asked: asked(ids.join(':')), ids })));
    },
    'numbers need no files of accounts': async (context) => {
      const { random } = context;
      const path = context.folder({ [random.word()]: '' });
      const [uid, gid] = [random.int(1, LARGEST), random.int(1, LARGEST)];
      const spec = { root: { path }, linux: {} };
      await expectIds(context, [{ asked: { user: `${uid}:${gid}`, spec }, ids: [uid, gid] }, { asked: { user: `${uid}`, spec }, ids: [uid, 0] }, { asked: { user: `${uid}:${gid}`, spec: { root: { path: 'relative' }, linux: {} } }, ids: [uid, gid] }]);
    },
    'names and numbers together': async (context) => {
      const { random } = context;
      const { accounts, groups, asked } = drawSystem(context);
      const number = random.int(10_000, LARGEST);
      await expectIds(context, accounts.flatMap(({ name, id }) => {
        const group = random.pick(groups);
        return [{ asked: asked(`${name}:${group.name}`), ids: [id, group.id] }, { asked: asked(`${name}:${number}`), ids: [id, number] }, { asked: asked(`${number}:${group.name}`), ids: [number, group.id] }, { asked: asked(`${name}:${LARGEST}`), ids: [id, LARGEST] }, { asked: asked(`0:${group.name}`), ids: [0, group.id] }];
      }));
    },
    'who is not there': async (context) => {
      const { random } = context;
      const { accounts, groups, asked } = drawSystem(context);
      const [account, group, nobody] = [random.pick(accounts), random.pick(groups), `n${random.token(9)}`];
      await expectErrors(context, [nobody, account.name.toUpperCase(), group.name, `${account.name} `, `${nobody}:${group.name}`, `${account.name}:${nobody}`, `${account.name}:${account.name}`, `${nobody}:1`, `1:${nobody}`, `${account.id}x`, '0x10', '1e3', '1.5', `1:${group.id}x`].map(asked));
    },
    'what is no user': async (context) => {
      const { random } = context;
      const { accounts, asked } = drawSystem(context);
      const [account] = accounts;
      await expectErrors(context, [asked('1:2:3'), asked(`${account?.name}:${account?.id}:`), asked(`::${random.int(1, 9)}`)]);
    },
    'file systems that are not there': async (context) => {
      const { random } = context;
      const { accounts, groups, asked, path } = drawSystem(context);
      const [account, group] = [random.pick(accounts), random.pick(groups)];
      const users = [account.name, `${account.name}:${group.name}`, `5:${group.name}`];
      await expectErrors(context, users.flatMap((user) => [
        { user, spec: { root: { path: `.${path}` }, linux: {} } }, { user, spec: { root: { path: `${path}/${random.token()}` }, linux: {} } },
        { ...asked(user), snapshotter: random.word() }, { ...asked(user), snapshotKey: random.word() },
      ]));
    },
    'a container of Linux on another system': async (context) => {
      const { random, fail } = context;
      const users = [random.word(), String(random.int(1, 9_000)), `${random.word()}:${random.int(1, 9_000)}`, '1:2:3'];
      const answers = await ask(context, users.map((user) => ({ user, spec: { root: { path: '/' }, linux: {}, windows: {} } })));
      if ('lost' in answers) return fail(answers.lost);
      for (const [index, { username, error, panic }] of answers.entries()) {
        if (username !== users[index] || error !== undefined || panic !== undefined) fail(`the user ${users[index]} becomes ${username}, ${error ?? panic ?? 'without an error'}`);
      }
    },
  },
};
