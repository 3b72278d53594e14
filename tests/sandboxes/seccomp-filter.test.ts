import { expect, test } from 'vitest';
import { seccompFilter } from '../../src/sandboxes/seccomp-filter.ts';
import type { FilteredArchitecture } from '../../src/sandboxes/seccomp-filter.ts';
import { seccompProfile } from '../../src/sandboxes/seccomp-profile.ts';
import { SYSTEM_CALL_NUMBERS } from '../../src/sandboxes/system-call-numbers.ts';

const ARCHITECTURES = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ALLOWED = 0x7fff0000;
const KILLED = 0x80000000;

interface Call {
  readonly architecture: number;
  readonly number: number;
  readonly args?: readonly bigint[];
}

/** What a filter says of a call, worked out as the kernel does (struct seccomp_data, classic BPF). */
function decide(program: Buffer, { architecture, number, args = [] }: Call): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  for (const [index, value] of args.entries()) data.writeBigUInt64LE(value, 16 + 8 * index);
  let accumulator = 0;
  for (let at = 0; ; at += 8) {
    const [code, ifTrue, ifFalse, operand] = [program.readUInt16LE(at), program.readUInt8(at + 2), program.readUInt8(at + 3), program.readUInt32LE(at + 4)];
    const jump = (isTrue: boolean): void => void (at += 8 * (isTrue ? ifTrue : ifFalse));
    if (code === 0x20) accumulator = data.readUInt32LE(operand);
    else if (code === 0x54) accumulator = (accumulator & operand) >>> 0;
    else if (code === 0x15) jump(accumulator === operand);
    else if (code === 0x25) jump(accumulator > operand);
    else if (code === 0x35) jump(accumulator >= operand);
    else if (code === 0x06) return operand;
    else throw new Error(`instruction ${code}`);
  }
}

for (const name of ['x64', 'arm64'] as const satisfies readonly FilteredArchitecture[]) {
  const program = seccompFilter(name);
  const architecture = ARCHITECTURES[name];
  const numberOf = (call: string): number | null => SYSTEM_CALL_NUMBERS[call]?.[name === 'x64' ? 0 : 1] ?? null;

  test(`${name}: every call that the profile refuses without looking at arguments is refused`, () => {
    const rules = seccompProfile().syscalls.filter(({ args }) => args === undefined);
    const decisions = rules.flatMap(({ names, errnoRet = 1 }) =>
      names.flatMap((call) => {
        const number = numberOf(call);
        return number === null ? [] : [{ call, decision: decide(program, { architecture, number }), expected: 0x00050000 + errnoRet }];
      }),
    );
    expect(decisions.length).toBeGreaterThan(70);
    expect(decisions.filter(({ decision, expected }) => decision !== expected)).toEqual([]);
  });

  test(`${name}: arguments decide where the profile says so, by their lower half`, () => {
    const outcome = (call: string, ...args: bigint[]): number => decide(program, { architecture, number: numberOf(call) ?? -1, args });
    const upper = 1n << 32n;
    expect([outcome('clone', 0x11n), outcome('clone', 0x10000011n), outcome('clone', 0x20000n), outcome('clone', upper | 0x10000011n)]).toEqual([ALLOWED, 0x50001, 0x50001, 0x50001]);
    expect([1n, 2n, 10n, 16n, 17n, 38n, 40n, upper | 38n, 0n, 3n].map((family) => outcome('socket', family, 1n, 0n))).toEqual([ALLOWED, ALLOWED, ALLOWED, ALLOWED, ...Array<number>(6).fill(0x50061)]);
    expect([outcome('socket', 16n, 3n, 12n), outcome('socketpair', 38n), outcome('socketpair', 1n)]).toEqual([0x50061, 0x50061, ALLOWED]);
    expect([outcome('ioctl', 0n, 0x5401n), outcome('ioctl', 0n, 0x5412n), outcome('ioctl', 0n, upper | 0x5412n), outcome('ioctl', 0n, 0x541cn)]).toEqual([ALLOWED, 0x50001, 0x50001, 0x50001]);
  });

  test(`${name}: a foreign architecture ends the process, ordinary calls pass`, () => {
    const foreign = Object.values(ARCHITECTURES).filter((other) => other !== architecture);
    expect([...foreign, 0x40000003].map((other) => decide(program, { architecture: other, number: 0 }))).toEqual([KILLED, KILLED]);
    const ordinary = { x64: [0, 1, 59, 231, 202, 9], arm64: [63, 64, 221, 94, 98, 222] }[name];
    expect(ordinary.map((number) => decide(program, { architecture, number }))).toEqual(ordinary.map(() => ALLOWED));
    if (name === 'x64') expect(decide(program, { architecture, number: 0x40000000 })).toBe(KILLED);
  });
}

test('a judge without root may open sandboxes, and nothing else more', () => {
  const opening = new Set(['mount', 'unshare']);
  const [plain, judging] = [seccompFilter('x64'), seccompFilter('x64', opening)];
  const allowed = Array.from({ length: 512 }, (_, number) => number).filter((number) => decide(plain, { architecture: ARCHITECTURES.x64, number }) !== decide(judging, { architecture: ARCHITECTURES.x64, number }));
  expect(allowed).toEqual([165, 272]);
});
