import { createHash } from 'node:crypto';
import type { Finding } from '../contract/findings.ts';

/** A finding whose fingerprint is not known yet, with the code that it points at. */
export interface Unprinted extends Omit<Finding, 'fingerprint'> {
  readonly code: string;
}

/** Gives findings of one rule and file, in their order, fingerprints that stay when lines move: blanks do not count, equals are numbered. */
export function withFingerprints(findings: readonly Unprinted[]): Finding[] {
  const counts = new Map<string, number>();
  return findings.map(({ code, ...finding }) => {
    const source = finding.trace.find(({ kind }) => kind === 'source')?.text ?? '';
    const what = JSON.stringify([finding.rule, finding.place.file, compact(code), compact(source)]);
    const number = counts.get(what) ?? 0;
    counts.set(what, number + 1);
    return { ...finding, fingerprint: createHash('sha256').update(`${what}${number}`).digest('hex').slice(0, 32) };
  });
}

function compact(code: string): string {
  return code.replace(/\s+/g, '');
}
