const PREFIX = 'detected_vul_num: ';

/** How the evidence of a check says what an analyser of A.S.E. 1 counted. */
export function countEvidence(count: number): string {
  return `${PREFIX}${count}`;
}

/** Null where evidence says nothing of a count. */
export function countOfEvidence(evidence: readonly string[]): number | null {
  const line = evidence.find((text) => new RegExp(`^${PREFIX}\\d{1,9}$`).test(text));
  return line === undefined ? null : Number(line.slice(PREFIX.length));
}
