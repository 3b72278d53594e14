import process from 'node:process';
import { escapeTerminal } from '../report/escape-terminal.ts';

/** What a command may write to; results go to stdout, everything else to stderr. */
export interface Terminal {
  readonly isInteractive: boolean;
  readonly color: boolean;
  readonly width: number;
  /** The character set is unknown: only ASCII is shown. */
  readonly ascii: boolean;
  /** Foreign text as one harmless line. */
  safe(text: string): string;
  /** A line of the result. */
  out(text: string): void;
  /** A line about what happens. */
  note(text: string): void;
  /** A line that the next one replaces; nothing where stderr is no terminal. */
  status(text: string): void;
}

const DEFAULT_WIDTH = 100;
const CLEAR_LINE = '\r\x1b[2K';

/** NO_COLOR and FORCE_COLOR as everywhere; TERM=dumb is no terminal. */
export function openTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  const isInteractive = stderr.isTTY && env['TERM'] !== 'dumb';
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0';
  const ascii = !/utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'C.UTF-8');
  let statusShown = false;
  const clear = (): string => {
    const text = statusShown ? CLEAR_LINE : '';
    statusShown = false;
    return text;
  };
  // A reader that goes (`| head`) has seen enough.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    isInteractive,
    color: !noColor && (forced || (stdout.isTTY && env['TERM'] !== 'dumb')),
    width: stdout.columns ?? (Number(env['COLUMNS']) || DEFAULT_WIDTH),
    ascii,
    safe: (text) => escapeTerminal(text, { ascii }),
    out: (text) => {
      if (statusShown) stderr.write(clear());
      stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    note: (text) => void stderr.write(`${clear()}${text}\n`),
    status: (text) => {
      if (!isInteractive) return;
      stderr.write(`${clear()}${text.slice(0, (stderr.columns ?? DEFAULT_WIDTH) - 1)}`);
      statusShown = true;
    },
  };
}
