import assert from 'node:assert/strict';
import { archiveOf, FORMATS, makeScene } from './archives.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {import('./archives.mjs').Member[]} members @param {Record<string, string | null>} expected a folder is null @param {(scene: Awaited<ReturnType<typeof makeScene>>) => string} [toOf] */
async function expectTree(context, members, expected, toOf = ({ to }) => to) {
  for (const format of context.random.shuffle(Object.keys(FORMATS))) {
    const scene = await makeScene(context);
    await context.target.call('extract', archiveOf(context, format, members), toOf(scene), context.random.pick([null, 'object']));
    const tree = await context.target.call('tree', scene.to);
    assert.deepEqual(Object.fromEntries(Object.entries(tree).map(([name, content]) => [name, content === null ? null : String(content)])), expected, format);
  }
}

/** @param {Context} context @param {string} name @param {(scene: Awaited<ReturnType<typeof makeScene>>) => string} [nameOf] */
async function expectRefused(context, name, nameOf = () => name) {
  for (const format of ['.zip', '.tar']) {
    const scene = await makeScene(context);
    const path = archiveOf(context, format, [{ name: context.random.token(), text: 'x' }, { name: nameOf(scene), text: 'y' }]);
    await assert.rejects(context.target.call('extract', path, scene.to), (/** @type {any} */ error) => error.errorName === 'SuspiciousOperation', name);
  }
}

export default {
  driver: 'driver.py',
  cases: {
    'files and folders': async (context) => {
      const [a, b, text, other] = [context.random.word(), context.random.token(), context.random.token(), context.random.token(600)];
      await expectTree(context, [{ name: a, text }, { name: `${b}/${a}`, text: other }, { name: `${b}/deep/er/${a}.txt`, text }, { name: `${b}/empty` }, { name: 'none', text: '' }], {
        [a]: text, [`${b}/`]: null, [`${b}/${a}`]: other, [`${b}/deep/`]: null, [`${b}/deep/er/`]: null, [`${b}/deep/er/${a}.txt`]: text, [`${b}/empty/`]: null, none: '',
      });
    },
    'the folder that all members lie in is left out': async (context) => {
      const [top, name, text] = [context.random.word(), context.random.token(), context.random.token()];
      await expectTree(context, [{ name: top }, { name: `${top}/${name}`, text }, { name: `${top}/x/${name}`, text }], { [name]: text, 'x/': null, [`x/${name}`]: text });
    },
    'a folder that is the target itself': async (context) => {
      const [name, text] = [context.random.token(), context.random.token()];
      await expectTree(context, [{ name: './' }, { name: `./${name}`, text }, { name: `x${name}`, text }], { [name]: text, [`x${name}`]: text });
      await expectTree(context, [{ name: 'a/..' }, { name, text }], { [name]: text });
    },
    'dots that stay within the target': async (context) => {
      const [a, b, text] = [context.random.word(), context.random.token(), context.random.token()];
      await expectTree(context, [{ name: `${a}/../${b}`, text }, { name: `./${a}x//y/./${b}`, text }, { name: `${a}z/q/../../${a}w`, text }], { [b]: text, [`${a}x/`]: null, [`${a}x/y/`]: null, [`${a}x/y/${b}`]: text, [`${a}w`]: text });
    },
    'names that hold dots are names': async (context) => {
      const text = context.random.token();
      await expectTree(context, [{ name: '..a/b', text }, { name: '...', text }, { name: 'a..b/..c..', text }, { name: '.hidden', text }, { name: 'x/..../y', text }], {
        '..a/': null, '..a/b': text, '...': text, 'a..b/': null, 'a..b/..c..': text, '.hidden': text, 'x/': null, 'x/..../': null, 'x/..../y': text,
      });
    },
    'names with letters of every kind': async (context) => {
      const text = context.random.token();
      await expectTree(context, [{ name: 'ä ö/漢', text }, { name: "it's (1) #%41 ~$x.txt", text }, { name: 'a:b', text }], { 'ä ö/': null, 'ä ö/漢': text, "it's (1) #%41 ~$x.txt": text, 'a:b': text });
    },
    'a target in every way that it may be written': async (context) => {
      const [name, text] = [context.random.token(), context.random.token()];
      const members = [{ name, text }, { name: `a/${name}`, text }];
      const expected = { [name]: text, 'a/': null, [`a/${name}`]: text };
      for (const toOf of [({ to }) => `${to}/`, ({ to }) => `${to}//.`, ({ base, name: own }) => `${base}/${own}/x/../`, ({ base, name: own }) => `${base}/none/../${own}`]) await expectTree(context, members, expected, toOf);
    },
    'a target that is relative': async (context) => {
      const { target, random } = context;
      const [name, text] = [random.token(), random.token()];
      for (const toOf of [(own) => own, (own) => `./${own}/`, (own) => `${own}/../${own}`]) {
        const scene = await makeScene(context);
        await target.call('change_folder', scene.base);
        await target.call('extract', archiveOf(context, random.pick(Object.keys(FORMATS)), [{ name, text }, { name: `b/${name}`, text }]), toOf(scene.name));
        assert.deepEqual(Object.keys(await target.call('tree', scene.to)).sort(), [name, 'b/', `b/${name}`].sort());
      }
      const scene = await makeScene(context);
      await target.call('change_folder', scene.to);
      for (const to of ['', '.']) await target.call('extract', archiveOf(context, '.zip', [{ name: `${name}${to}`, text }, { name: 'c/d', text }]), to);
      assert.deepEqual(Object.keys(await target.call('tree', scene.to)).sort(), [name, `${name}.`, 'c/', 'c/d'].sort());
      await target.call('change_folder', target.scratch);
    },
    'a target that is, or lies below, a symbolic link': async (context) => {
      const { target, random } = context;
      const [name, text, link] = [random.token(), random.token(), random.token()];
      for (const format of ['.zip', '.tar']) {
        const scene = await makeScene(context);
        await target.call('link', scene.to, `${scene.base}/${link}`);
        await target.call('extract', archiveOf(context, format, [{ name, text }, { name: `e/${name}`, text }]), `${scene.base}/${link}`);
        await target.call('extract', archiveOf(context, format, [{ name: 'f', text }, { name: 'g/h', text }]), `${scene.base}/${link}/new`);
        assert.deepEqual(Object.keys(await target.call('tree', scene.to)).sort(), [name, 'e/', `e/${name}`, 'new/', 'new/f', 'new/g/', 'new/g/h'].sort());
      }
    },
    'a target that is not there yet': async (context) => {
      const { target, random, readText } = context;
      const scene = await makeScene(context);
      const [name, text] = [random.token(), random.token()];
      await target.call('extract', archiveOf(context, random.pick(Object.keys(FORMATS)), [{ name, text }, { name: 'i/j', text }]), `${scene.to}/new/er`);
      assert.equal(await readText(`${scene.to}/new/er/${name}`), text);
    },
    'permissions are kept': async (context) => {
      const { target, random } = context;
      for (const format of Object.keys(FORMATS)) {
        const scene = await makeScene(context);
        const [name, text] = [random.token(), random.token()];
        await target.call('extract', archiveOf(context, format, [{ name, text, mode: 0o755 }, { name: 'k/l', text, mode: 0o644 }]), scene.to);
        assert.deepEqual([await target.call('mode', `${scene.to}/${name}`), await target.call('mode', `${scene.to}/k/l`)], [0o755, 0o644]);
      }
    },
    'a member that leads outside of the target': async (context) => {
      const { random } = context;
      for (const name of [`../${random.token()}`, `${random.word()}/../../${random.token()}/x`, `/${random.token()}/${random.token()}`, '../../../../../../../../tmp/x']) await expectRefused(context, name);
      await expectRefused(context, 'above', ({ base }) => `${base}/${random.token()}`);
    },
    'the path of a member': async ({ target, random }) => {
      const [folder, name] = [`/${random.word()}/${random.word()}`, random.token()];
      for (const [to, member, expected] of [
        [folder, name, `${folder}/${name}`],
        [`${folder}/`, `a/${name}`, `${folder}/a/${name}`],
        [`${folder}/../b`, `./c/../${name}/`, `/${folder.split('/')[1]}/b/${name}`],
        [folder, '', folder],
        [folder, '.', folder],
        ['/', name, `/${name}`],
        ['/', `d/${name}`, `/d/${name}`],
      ]) assert.equal(await target.call('target_filename', to, member), expected);
      for (const member of ['..', `../${name}`, `a/../../${name}`, `/${name}`]) await assert.rejects(target.call('target_filename', folder, member), (/** @type {any} */ error) => error.errorName === 'SuspiciousOperation');
    },
  },
};
