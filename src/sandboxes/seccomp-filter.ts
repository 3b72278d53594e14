import { seccompProfile } from './seccomp-profile.ts';
import type { SeccompArgument, SeccompRule } from './seccomp-profile.ts';
import { SYSTEM_CALL_NUMBERS } from './system-call-numbers.ts';

export type FilteredArchitecture = 'x64' | 'arm64';

/** linux/audit.h */
const AUDIT_ARCHITECTURE: Readonly<Record<FilteredArchitecture, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** x32 calls come under the architecture x86-64, with this bit in their numbers. */
const X32_BIT = 0x40000000;

/** linux/bpf_common.h: class | size or operation | mode or source. */
const LOAD = 0x20;
const AND = 0x54;
const IF_EQUAL = 0x15;
const IF_GREATER = 0x25;
const IF_AT_LEAST = 0x35;
const RETURN = 0x06;

/** struct seccomp_data: the number, the architecture, the instruction pointer, six arguments of eight bytes. */
const NUMBER_OFFSET = 0;
const ARCHITECTURE_OFFSET = 4;
const ARGUMENTS_OFFSET = 16;

const KILL_PROCESS = 0x80000000;
const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const EPERM = 1;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

/**
 * The rules of seccompProfile as a classic BPF program (struct sock_filter[]) for seccomp(2), little-endian. A call of a foreign architecture
 * ends the process. `without` names calls that are not refused after all: a judge that opens sandboxes of its own needs some.
 */
export function seccompFilter(architecture: FilteredArchitecture, without: ReadonlySet<string> = new Set()): Buffer {
  const rules = seccompProfile().syscalls.flatMap((rule) => rule.names.filter((name) => !without.has(name)).map((name) => ruleOf(rule, numberOf(name, architecture))));
  return assemble([
    [LOAD, 0, 0, ARCHITECTURE_OFFSET],
    [IF_EQUAL, 1, 0, AUDIT_ARCHITECTURE[architecture]],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NUMBER_OFFSET],
    ...(architecture === 'x64' ? ([[IF_AT_LEAST, 0, 1, X32_BIT], [RETURN, 0, 0, KILL_PROCESS]] as const) : []),
    ...rules.flat(),
    [RETURN, 0, 0, ALLOW],
  ]);
}

function numberOf(name: string, architecture: FilteredArchitecture): number | null {
  const numbers = SYSTEM_CALL_NUMBERS[name];
  if (numbers === undefined) throw new Error(`system-call-numbers.ts does not know ${name}`);
  return numbers[architecture === 'x64' ? 0 : 1];
}

/** Refuses the call if all arguments match. The accumulator holds the call's number before and after. */
function ruleOf(rule: SeccompRule, number: number | null): readonly Instruction[] {
  if (number === null) return [];
  const refusal: Instruction = [RETURN, 0, 0, ERRNO | (rule.errnoRet ?? EPERM)];
  if (rule.args === undefined) return [[IF_EQUAL, 0, 1, number], refusal];
  const tests = rule.args.map(testOf);
  const length = tests.flat().length;
  let left = length + 1;
  const aimed = tests.flatMap((test) =>
    test.map(([code, ifTrue, ifFalse, operand]): Instruction => {
      left -= 1;
      return code === LOAD || code === AND ? [code, 0, 0, operand] : [code, ifTrue, ifFalse === 0 ? 0 : left, operand];
    }),
  );
  return [[IF_EQUAL, 0, length + 2, number], ...aimed, refusal, [LOAD, 0, 0, NUMBER_OFFSET]];
}

/**
 * Goes on if the argument matches; a jump of 1 stands for "no match". Only the lower half is looked at: all arguments that the profile tests
 * are of 32 bits to the kernel, which ignores the rest.
 */
function testOf({ index, value, valueTwo, op }: SeccompArgument): readonly Instruction[] {
  const load: Instruction = [LOAD, 0, 0, ARGUMENTS_OFFSET + 8 * index];
  switch (op) {
    case 'SCMP_CMP_EQ':
      return [load, [IF_EQUAL, 0, 1, value]];
    case 'SCMP_CMP_GT':
      return [load, [IF_GREATER, 0, 1, value]];
    case 'SCMP_CMP_MASKED_EQ':
      return [load, [AND, 0, 0, value], [IF_EQUAL, 0, 1, valueTwo ?? 0]];
  }
}

function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, ifTrue, ifFalse, operand]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(operand >>> 0, index * 8 + 4);
  }
  return bytes;
}
