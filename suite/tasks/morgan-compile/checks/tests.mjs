import assert from 'node:assert/strict';
import { mixedFormat } from './formats.mjs';

export default {
  driver: 'driver.mjs',
  cases: {
    'compiling gives a function': async ({ target, random }) => {
      assert.equal(await target.call('kind', `:${random.word()} ${random.word()}`), 'function');
      assert.equal(await target.call('kind', ''), 'function');
    },
    'what is no string is refused': async ({ target, random }) => {
      for (const format of [undefined, null, random.int(1, 99), true, [':method'], {}, Buffer.from(':method')]) {
        await assert.rejects(target.call('kind', format), { name: 'CandidateError', errorName: 'TypeError', message: 'argument format must be a string' });
      }
    },
    'text without tokens stays as it is': async ({ target, random }) => {
      const text = `${random.word()} ${random.word()}`;
      assert.deepEqual(await target.call('lines', text, {}, [{}, {}]), [text, text]);
      assert.deepEqual(await target.call('lines', '', {}, [{}]), ['']);
    },
    'a token becomes its value for each request': async ({ target, random }) => {
      const words = [random.word(), random.word(), random.word()];
      const requests = words.map((word) => ({ method: word }));
      assert.deepEqual(await target.call('lines', ':method', { method: { fact: 'method' } }, requests), words);
      const end = random.word();
      assert.deepEqual(await target.call('lines', `[:method] ${end}`, { method: { fact: 'method' } }, requests), words.map((word) => `[${word}] ${end}`));
    },
    'tokens stand side by side': async ({ target, random }) => {
      const [left, right] = [random.word(), random.word()];
      const descriptions = { left: { value: left }, right: { value: right }, arg: { argument: true } };
      assert.deepEqual(await target.call('lines', ':left:right', descriptions, [{}]), [left + right]);
      assert.deepEqual(await target.call('lines', `:arg[${left}]:right::left`, descriptions, [{}]), [`<string ${left}>${right}:${left}`]);
      assert.deepEqual(await target.call('lines', ':left,:right;:left', descriptions, [{}]), [`${left},${right};${left}`]);
    },
    'names hold dashes, underscores, digits and capitals, and are as long as can be': async ({ target, random }) => {
      for (const name of ['response-time', 'http_version', 'x9', '42', 'Remote-Addr', '-a', '__', 'constructor', `${random.word()}-${random.word()}_${random.int(0, 99)}`]) {
        const value = random.word();
        const short = name.slice(0, -1);
        const descriptions = { ...(short.length > 1 ? { [short]: { value: 'too short' } } : {}), [name]: { value } };
        assert.deepEqual(await target.call('lines', `<:${name}>`, descriptions, [{}]), [`<${value}>`], name);
      }
    },
    'a colon without a name is text': async ({ target, random }) => {
      const word = random.word();
      for (const text of [':', `: ${word}`, ':a', `:a ${word}`, `${word}:`, '::', ':é', `:[${word}]`, ':a[b]', `${word}:.${word}`]) {
        assert.deepEqual(await target.call('lines', text, { a: { value: 'x' } }, [{}]), [text], text);
      }
    },
    'arguments reach the token as strings': async ({ target, random }) => {
      const words = [random.word(), `${random.word()}-${random.word()}`, `${random.int(0, 999)}`, `${random.word()} ${random.word()}`, 'a[b', '%d/%m', "it's", ':ab', '`', '$&', '()', 'é', ','];
      for (const word of words) {
        assert.deepEqual(await target.call('lines', `:arg[${word}]|:arg|`, { arg: { argument: true } }, [{}]), [`<string ${word}>|none|`], word);
      }
    },
    'brackets that are empty or open are text': async ({ target, random }) => {
      const value = random.word();
      const descriptions = { ab: { value }, arg: { argument: true } };
      assert.deepEqual(await target.call('lines', `:ab[]`, descriptions, [{}]), [`${value}[]`]);
      assert.deepEqual(await target.call('lines', `:arg[${value}`, descriptions, [{}]), [`none[${value}`]);
      assert.deepEqual(await target.call('lines', `:arg [${value}]`, descriptions, [{}]), [`none [${value}]`]);
      assert.deepEqual(await target.call('lines', `:arg[${value}]]`, descriptions, [{}]), [`<string ${value}>]`]);
      assert.deepEqual(await target.call('lines', `:arg[${value}][x]`, descriptions, [{}]), [`<string ${value}>[x]`]);
    },
    'falsy values show as a dash': async ({ target }) => {
      for (const value of [undefined, null, '', 0, false, NaN]) {
        assert.deepEqual(await target.call('lines', '<:ab>', { ab: { value } }, [{}]), ['<->'], String(value));
        assert.deepEqual(await target.call('lines', ':ab', { ab: { value } }, [{}]), ['-'], String(value));
      }
    },
    'other values show as strings': async ({ target, random }) => {
      const number = random.int(1, 9999);
      assert.deepEqual(await target.call('lines', ':ab', { ab: { value: number } }, [{}]), [String(number)]);
      assert.deepEqual(await target.call('lines', ':ab:ab', { ab: { value: number } }, [{}]), [`${number}${number}`]);
      assert.deepEqual(await target.call('lines', '<:ab>', { ab: { value: true } }, [{}]), ['<true>']);
    },
    'tokens are looked up when a line is made': async ({ target, random }) => {
      const [first, second] = [random.word(), random.word()];
      assert.deepEqual(await target.call('relined', 'x :late-token y', 'late-token', first, second), [`x ${first} y`, `x ${second} y`]);
    },
    'tokens are asked from left to right, each time they occur': async ({ target }) => {
      assert.deepEqual(await target.call('order', ':cc-:aa- :bb :aa |:bb', ['aa', 'aa-', 'bb', 'cc-']), ['cc-', 'aa-', 'bb', 'aa', 'bb']);
    },
    'a token that does not exist throws, but only when a line is made': async ({ target, random }) => {
      const name = `no-${random.word()}`;
      assert.equal(await target.call('kind', `a :${name} b`), 'function');
      await assert.rejects(target.call('lines', `a :${name} b`, {}, [{}]), { name: 'CandidateError' });
    },
    'text of every kind stays as it is, between tokens of every kind': async (context) => {
      for (let round = 0; round < 40; round++) {
        const { format, line, descriptions } = mixedFormat(context, context.random.int(0, 5));
        assert.deepEqual(await context.target.call('lines', format, descriptions, [{}]), [line], format);
      }
    },
    'what looks like code is text': async ({ target, random }) => {
      const word = random.word();
      for (const text of [`" + ${word}() + "`, `' + process.exit() + '`, '${process.exit()}', '`;process.exit();`', '"; process.exit(); //', "require('fs')", '" + tokens + "', '*/ process.exit() /*']) {
        assert.deepEqual(await target.call('lines', `${text} :ab`, { ab: { value: word } }, [{}]), [`${text} ${word}`], text);
      }
    },
    'a long format': async ({ target, random }) => {
      const word = random.word();
      const count = random.int(300, 600);
      const format = Array.from({ length: count }, () => ':ab').join(' "\'" ');
      assert.deepEqual(await target.call('lines', format, { ab: { value: word } }, [{}]), [format.replaceAll(':ab', word)]);
    },
    'a server logs with its format': async ({ target, random, http }) => {
      const [path, agent, body] = [`/${random.word()}?q=${random.token(4)}`, `${random.word()}/"1.0"`, random.word()];
      const port = await target.call('serve', { format: '":method" \':url\' :status :res[content-length] [:user-agent] :req[x-word] $&' }, body);
      await http({ port, path, headers: { 'user-agent': agent, 'x-word': body } });
      assert.deepEqual(await target.call('logged'), [`"GET" '${path}' 200 ${body.length} [${agent}] ${body} $&\n`]);
    },
    'tokens and formats of the user have names': async ({ target, random, http }) => {
      const [name, format, word] = [random.token(6), random.token(7), random.word()];
      await target.call('addToken', name, 'x-word');
      const port = await target.call('serve', { format: `"user" :${name}[!]:${name}`, named: format }, 'ok');
      await http({ port, headers: { 'x-word': word } });
      assert.deepEqual(await target.call('logged'), [`"user" ${word}!${word}\n`]);
    },
    'the formats that come with the module': async ({ target, random, http }) => {
      const path = `/${random.word()}`;
      const patterns = {
        combined: /^127\.0\.0\.1 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET PATH HTTP\/1\.1" 200 2 "-" "-"\n$/,
        common: /^127\.0\.0\.1 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET PATH HTTP\/1\.1" 200 2\n$/,
        short: /^127\.0\.0\.1 - GET PATH HTTP\/1\.1 200 2 - \d+\.\d{3} ms\n$/,
        tiny: /^GET PATH 200 2 - \d+\.\d{3} ms\n$/,
        dev: /^\u001b\[0mGET PATH \u001b\[32m200 \u001b\[0m\d+\.\d{3} ms - 2\u001b\[0m\n$/,
      };
      for (const [format, pattern] of Object.entries(patterns)) {
        const port = await target.call('serve', { format }, 'ok');
        await http({ port, path });
        const [line] = await target.call('logged');
        assert.match(String(line).replace(path, 'PATH'), pattern, format);
      }
    },
  },
};
