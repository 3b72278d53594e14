/** Who must act: the user (input, settings), the machine (missing program, full disk, network), or us. */
export type ErrorCode =
  | 'bad-input'
  | 'unknown-name'
  | 'not-found'
  /** What was published once is there no more. */
  | 'gone'
  | 'offline'
  | 'integrity'
  | 'no-sandbox'
  | 'locked'
  | 'disk'
  | 'permission'
  | 'damaged'
  | 'cancelled'
  | 'unsafe'
  | 'budget'
  | 'unavailable';

/**
 * An error that a person can act on: one short line first, then what to do. The command line shows `message` and `remedy`
 * without a stack; anything that is not an AseError is a bug of ours and is shown with its stack.
 */
export class AseError extends Error {
  readonly code: ErrorCode;
  /** What to do about it, one or more lines; empty where the message says it. */
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, options: { remedy?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AseError';
    this.code = code;
    this.remedy = options.remedy ?? '';
  }
}

/** One fault in a file that a person wrote. `line` and `column` count from 1. */
export interface Fault {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** Dotted path of the field, such as `regions[0].lines`; empty for the whole file. */
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** All faults of a file (or of several) at once. */
export class FaultsError extends AseError {
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[]) {
    super('bad-input', `${message}\n${faults.map(formatFault).join('\n')}`);
    this.name = 'FaultsError';
    this.faults = faults;
  }
}

/** `file:line:column: field: found …, expected …` */
export function formatFault(fault: Fault): string {
  const place = [fault.file, fault.line, fault.column].filter((part) => part !== null).join(':');
  const field = fault.field === '' ? '' : `${fault.field}: `;
  return `${place}: ${field}found ${fault.found}, expected ${fault.expected}`;
}
