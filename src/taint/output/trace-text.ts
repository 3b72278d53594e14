import type { Finding, Place } from '../../contract/findings.ts';

export interface TraceTextOptions {
  /** Makes foreign text one harmless line. */
  readonly safe: (text: string) => string;
  /** The code at a place, for findings without a trace; one line. */
  readonly codeAt: (place: Place) => string;
  /** Columns of the terminal. */
  readonly width: number;
  /** Only ASCII is shown. */
  readonly ascii: boolean;
}

const MIN_CODE = 24;

/** A finding for people: place, rule and message, then each step from the source's line to the sink's. Lines without line breaks. */
export function traceText({ rule, message, severity, cwe, place, trace }: Finding, options: TraceTextOptions): string[] {
  const { safe, codeAt } = options;
  const head = `${place.file}:${place.line}:${place.column}: ${severity}: ${rule}${cwe.length === 0 ? '' : ` (${cwe.join(', ')})`}`;
  const rows = trace.length === 0 ? [{ kind: 'code', where: shownPlace(place), code: codeAt(place), note: '' }] : trace.map((step) => ({ kind: step.kind, where: shownPlace(step.place), code: step.text, note: step.note }));
  const width = Math.max(...rows.map(({ where }) => safe(where).length));
  return [safe(head), `  ${safe(message)}`, ...rows.flatMap((row) => rowText({ ...row, where: safe(row.where).padEnd(width) }, options))];
}

interface Row {
  readonly kind: string;
  /** Harmless, and as wide as all others. */
  readonly where: string;
  readonly code: string;
  readonly note: string;
}

function rowText({ kind, where, code, note }: Row, { safe, width, ascii }: TraceTextOptions): string[] {
  const start = `    ${kind.padEnd(6)}  ${where}  `;
  const arrow = ascii ? '<- ' : '← ';
  return [`${start}${cut(safe(code), Math.max(MIN_CODE, width - start.length), ascii)}`, ...(note === '' ? [] : [`${' '.repeat(start.length)}${arrow}${safe(note)}`])];
}

function shownPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}

function cut(text: string, width: number, ascii: boolean): string {
  const mark = ascii ? '...' : '…';
  return text.length <= width ? text : `${text.slice(0, width - mark.length).toWellFormed()}${mark}`;
}
