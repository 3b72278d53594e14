import assert from 'node:assert/strict';
import { join } from 'node:path';
import { address, installGit, understood } from './git.mjs';

/** Runs it with git there; gives its answer and what git understood. @param {any} context @param {any[]} args */
async function get(context, ...args) {
  const log = await installGit(context);
  const answer = await context.target.callWithin(60_000, 'get', ...args);
  return { answer, calls: await understood(context, log) };
}

/** A path that nothing lies at. @param {any} random */
const freshName = (random) => `${random.pick(['', 'in/', './', 'a b/', "o'brien/", 'x-y/--/'])}${random.word()}${random.pick(['', '-', ' & ', '; ', '$', '"', ' é '])}${random.token(6)}`;

export default {
  driver: 'driver.mjs',
  cases: {
    'clones what is not there': async (context) => {
      const { target, random } = context;
      for (let count = 0; count < 4; count++) {
        const [url, name] = [address(random), freshName(random)];
        const isAbsolute = random.bool();
        const { answer, calls } = await get(context, url, isAbsolute ? join(target.scratch, name) : name);
        assert.equal(answer, null);
        assert.deepEqual(calls, [{ command: 'clone', depth: '1', single: true, repository: url, folder: join(target.scratch, name) }]);
      }
    },
    'as deep as it is told': async (context) => {
      const { target, random } = context;
      const number = random.int(2, 500);
      for (const [options, depth] of [[{ depth: number }, String(number)], [{}, '1'], [{ depth: undefined }, '1'], [{ depth: null }, '1'], [{ depth: 'all' }, '']]) {
        const [url, name] = [address(random), random.token(9)];
        const { answer, calls } = await get(context, url, name, options);
        assert.equal(answer, null);
        assert.deepEqual(calls, [{ command: 'clone', depth, single: true, repository: url, folder: join(target.scratch, name) }]);
      }
    },
    'pulls what is there': async (context) => {
      const { target, random } = context;
      for (const [options, depth] of [[false, '1'], [{ depth: 7 }, '7'], [{ depth: 'all' }, '']]) {
        const [url, name] = [address(random), random.token(9)];
        await get(context, url, name);
        const path = random.pick([name, `./${name}`, join(target.scratch, name)]);
        const { answer, calls } = await get(context, url, path, options);
        assert.equal(answer, null);
        assert.deepEqual(calls, [{ command: 'pull', depth, cwd: join(target.scratch, name) }]);
      }
    },
    'a depth that is none': async (context) => {
      const { target, random } = context;
      for (const depth of [0, -random.int(1, 9)]) {
        await assert.rejects(target.call('get', address(random), random.token(9), { depth }), ({ errorName, message }) => {
          assert.deepEqual([errorName, message], ['RangeError', 'The "depth" option must be greater than 0']);
          return true;
        });
      }
    },
    'a clone that fails': async (context) => {
      const url = `https://${context.random.word()}.example/missing-${context.random.word()}.git`;
      const { answer, calls } = await get(context, url, context.random.token(9));
      assert.equal(calls.length, 1);
      assert.ok(answer?.message.endsWith(` (git clone) (${url})`), `no error, or another one: ${answer?.message}`);
    },
    'a pull that fails': async (context) => {
      const { random, target } = context;
      const url = address(random);
      // A folder that is there and is no repository.
      const name = random.token(9);
      await get(context, url, `${name}/inner`);
      const { answer, calls } = await get(context, url, name);
      assert.deepEqual(calls, [{ command: 'pull', depth: '1', cwd: join(target.scratch, name) }]);
      assert.ok(answer?.message.endsWith(` (git pull) (${url})`), `no error, or another one: ${answer?.message}`);
    },
    'git that is not there': async (context) => {
      const { target, random } = context;
      const empty = context.folder({});
      await target.restart({ env: { PATH: empty } });
      const url = address(random);
      const answer = await target.call('get', url, random.token(9));
      await target.restart();
      assert.ok(answer?.message.includes(url), 'no error');
    },
  },
};
