import { ask, drawKnown, expectCalls, linesOf } from './ask.mjs';

/** @typedef {import('./ask.mjs').Asked} Asked */

export default {
  cases: {
    'credentials are filled': async (context) => {
      const { random } = context;
      const found = { username: random.word(), password: random.token(16) };
      const known = drawKnown(random);
      await expectCalls(context, [
        { asked: { do: 'fill', known, answer: linesOf({ ...known, ...found }).map((line) => `${line}\n`).join('') }, lines: linesOf(known), value: { ...known, ...found } },
        { asked: { do: 'fill', known, answer: `password=${found.password}` }, lines: linesOf(known), value: { password: found.password } },
        { asked: { do: 'fill', known, answer: `password=a=b==\nusername=\nnothing\n\n` }, lines: linesOf(known), value: { password: 'a=b==' } },
        { asked: { do: 'fill', known: {}, answer: 'quit=1\n' }, lines: [], value: { quit: '1' } },
      ]);
    },
    'credentials are approved and rejected': async (context) => {
      const { random } = context;
      const known = { ...drawKnown(random), username: random.word(), password: random.token(20) };
      await expectCalls(context, [{ asked: { do: 'approve', known }, lines: linesOf(known) }, { asked: { do: 'reject', known }, lines: linesOf(known) }]);
    },
    'addresses': async (context) => {
      const { random } = context;
      const [user, host, path] = [random.word(), `${random.word()}.example`, `${random.word()}/${random.token(4)}.git`];
      const config = { 'credential.usehttppath': 'true' };
      const answer = 'username=u\npassword=p\n';
      await expectCalls(context, [
        { asked: { do: 'fill-url', url: `https://${host}/${path}`, answer }, lines: ['protocol=https', `host=${host}`], value: { username: 'u', password: 'p' } },
        { asked: { do: 'fill-url', url: `http://${user}@${host}:8080/${path}`, answer }, lines: ['protocol=http', `host=${host}:8080`, `username=${user}`] },
        { asked: { do: 'fill-url', url: `https://${user}:x@${host}/${path}`, config, answer }, lines: ['protocol=https', `host=${host}`, `username=${user}`, `path=${path}`] },
        { asked: { do: 'fill-url', url: `cert:///${path}`, answer }, lines: ['protocol=cert', 'host=', `path=${path}`] },
        { asked: { do: 'fill-url', url: `https://${user}%40corp%3D1@${host}/a%20b/%C3%A9`, config, answer }, lines: ['protocol=https', `host=${host}`, `username=${user}@corp=1`, 'path=a b/é'] },
      ]);
    },
    'values of all kinds come through whole': async (context) => {
      const { random } = context;
      const values = ['', ' ', ` ${random.word()} `, 'a=b', '=', '\t', `${random.word()}%0a${random.word()}`, '%0A', '\\n', `C:\\new\\${random.word()}`, '"quoted" \'twice\'', '$(HOME) `x` ;&|<>*?', 'pässwörd 密码 😀', random.token(40), random.token(300).repeat(300), 'host=other', '#;!'];
      // Starts of programs are what costs: each call carries many.
      const known = Object.fromEntries(random.shuffle(values).map((value, index) => [`v${index}`, value]));
      await expectCalls(context, (/** @type {const} */ (['approve', 'reject', 'fill'])).map((action) => ({ asked: { do: action, known, answer: 'a=b\n' }, lines: linesOf(known) })));
      const names = ['username', 'password', 'path', 'host'];
      await expectCalls(context, random.shuffle(values).slice(0, 3).map((value) => {
        const one = { ...drawKnown(random), [random.pick(names)]: value };
        return { asked: { do: 'approve', known: one }, lines: linesOf(one) };
      }));
    },
    'many attributes': async (context) => {
      const same = context.random.word();
      await expectCalls(context, [{ asked: { do: 'approve', known: { protocol: 'https', host: same, username: same, password: same } }, lines: ['protocol=https', ...['host', 'username', 'password'].map((key) => `${key}=${same}`)] }]);
      const known = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}${context.random.token(3)}`, context.random.token(index + 1)]));
      await expectCalls(context, [{ asked: { do: 'fill', known, answer: 'a=b\n' }, lines: linesOf(known), value: { a: 'b' } }]);
    },
    'git that fails or has nothing': async (context) => {
      const { random, fail } = context;
      const known = drawKnown(random);
      /** @type {Asked[]} */
      const asked = [{ do: 'fill', known, exitCode: 128 }, { do: 'fill', known, exitCode: random.int(1, 100) }, { do: 'approve', known, exitCode: random.int(1, 128) }, { do: 'reject', known, exitCode: 1 }, { do: 'fill-url', url: `https://${random.word()}.example/`, exitCode: 128 }];
      const answers = await ask(context, asked);
      if ('lost' in answers) return fail(answers.lost);
      for (const [index, { error, panic, value, calls }] of answers.entries()) {
        const isNothing = index === 0;
        if (panic !== undefined || calls.length !== 1 || (error === undefined) !== isNothing || Object.keys(value ?? {}).length > 0) fail(`${JSON.stringify(asked[index])} gives ${panic ?? error ?? JSON.stringify(value)} after ${calls.length} calls`);
      }
    },
  },
};
