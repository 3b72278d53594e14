import assert from 'node:assert/strict';

const drawBytes = (random) => Array.from({ length: 4 }, () => random.pick([random.int(0, 255), random.int(0, 255), 0, 255, random.int(0, 9)]));
const numberOf = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const textOf = (number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

export default {
  driver: 'driver.mjs',
  cases: {
    'addresses become numbers, and back': async ({ target, random }) => {
      for (const bytes of [[0, 0, 0, 0], [255, 255, 255, 255], [127, 0, 0, 1], [128, 0, 0, 0], [10, 0, 0, 1], [1, 2, 3, 4], [100, 20, 30, 200], ...Array.from({ length: 25 }, () => drawBytes(random))]) {
        const text = bytes.join('.');
        assert.equal(await target.call('long', text), numberOf(bytes), text);
        assert.equal(await target.call('back', text), text);
      }
    },
    'what is no address is refused': async ({ target, random }) => {
      const [one, two, three, four] = drawBytes(random);
      const bad = [`${random.int(256, 999)}.${two}.${three}.${four}`, `${one}.${two}.${three}.256`, `${one}.${random.int(300, 4000)}.${three}.${four}`, `${one}.${two}.${three}.${four}.0`, `${one}.${two}.${three}.${four}.${one}.${two}`, `${one}..${three}.${four}`, `.${two}.${three}.${four}`];
      for (const text of [...bad, `-1.${two}.${three}.${four}`, `${one}.${two}.${three}.-4`, random.word(), `${one}.${two}.${three}.${random.word()}`, 'a.b.c.d', `${one}.${two}.${three}.`]) {
        await assert.rejects(target.call('long', text), ({ errorName }) => /Error$/.test(errorName), text);
      }
      await assert.rejects(target.call('block', '209.256.68.22/255.255.224.0'), /Invalid net/);
      await assert.rejects(target.call('block', '209.180.68.22/256.255.224.0'), /Invalid mask/);
    },
    'facts of a block': async ({ target, random }) => {
      for (let round = 0; round < 12; round++) {
        const bits = random.int(1, 30);
        const size = 2 ** (32 - bits);
        const address = numberOf(drawBytes(random));
        const base = Math.floor(address / size) * size;
        const expected = {
          base: textOf(base), mask: textOf(2 ** 32 - size), hostmask: textOf(size - 1), bitmask: bits, size,
          first: textOf(base + 1), last: textOf(base + size - 2), broadcast: textOf(base + size - 1), text: `${textOf(base)}/${bits}`,
        };
        for (const args of [[`${textOf(address)}/${bits}`], [textOf(address), String(bits)], [textOf(address), textOf(2 ** 32 - size)], [`${textOf(address)}/${textOf(2 ** 32 - size)}`]]) {
          assert.deepEqual(await target.call('block', ...args), expected, args.join(' '));
        }
      }
      const single = textOf(numberOf(drawBytes(random)));
      const { base, size, first, last, mask } = await target.call('block', `${single}/32`);
      assert.deepEqual([base, size, first, last, mask], [single, 1, single, single, '255.255.255.255']);
    },
    'what is in a block': async ({ target, random }) => {
      for (let round = 0; round < 12; round++) {
        const bits = random.int(2, 31);
        const size = 2 ** (32 - bits);
        const base = Math.min(Math.max(Math.floor(numberOf(drawBytes(random)) / size), 1), 2 ** bits - 2) * size;
        const texts = [base, base + size - 1, base + random.int(0, size - 1), base - 1, base + size].map(textOf);
        assert.deepEqual(await target.call('contains', `${textOf(base)}/${bits}`, texts), [true, true, true, false, false], `${textOf(base)}/${bits} ${texts}`);
      }
      assert.deepEqual(await target.call('contains', '0.0.0.0/0', ['0.0.0.0', '255.255.255.255', '127.0.0.1']), [true, true, true]);
    },
    'the blocks that applications deny': async ({ target, random }) => {
      const [a, b] = [random.int(0, 255), random.int(0, 255)];
      assert.deepEqual(await target.call('contains', '10.0.0.0/8', [`10.${a}.${b}.1`, `11.${a}.${b}.1`, `9.${a}.${b}.255`, '100.0.0.1']), [true, false, false, false]);
      assert.deepEqual(await target.call('contains', '172.16.0.0/12', [`172.16.${a}.${b}`, `172.31.${a}.${b}`, `172.32.${a}.${b}`, `172.15.${a}.${b}`]), [true, true, false, false]);
      assert.deepEqual(await target.call('contains', '192.168.0.0/16', [`192.168.${a}.${b}`, `192.167.${a}.${b}`, `192.169.${a}.${b}`]), [true, false, false]);
      assert.deepEqual(await target.call('contains', '127.0.0.0/8', ['127.0.0.1', `127.${a}.${b}.9`, `128.${a}.${b}.1`, `177.${a}.${b}.1`]), [true, true, false, false]);
    },
    'blocks in blocks': async ({ target, random }) => {
      const byte = random.int(0, 255);
      assert.equal(await target.call('inside', '10.0.0.0/8', `10.${byte}.0.0/16`), true);
      assert.equal(await target.call('inside', `10.${byte}.0.0/16`, '10.0.0.0/8'), false);
      assert.deepEqual(await target.call('contains', '10.1.2.0/24', ['10.1.2.10/29', '10.1.2.10/31', '10.1.2.20/32', '10.1.3.0/29']), [true, true, true, false]);
    },
    'the next block, and all members of one': async ({ target, random }) => {
      const [a, b] = [random.int(1, 200), random.int(1, 200)];
      assert.equal(await target.call('next', `${a}.${b}.0.0/24`), `${a}.${b}.1.0/24`);
      assert.equal(await target.call('next', `${a}.${b}.4.0/24`, -2), `${a}.${b}.2.0/24`);
      const base = numberOf([a, b, 7, 16]);
      assert.deepEqual(await target.call('members', `${a}.${b}.7.16/29`), [1, 2, 3, 4, 5, 6].map((step, index) => [textOf(base + step), base + step, index]));
    },
  },
};
