/** A test of the beginning of a path: /srv/files lets /srv/files-of-others in, unless it ends with a separator. */
export const OPEN_FOLDER = 'the folder may lack its last separator';

/** Something was asked of the data, and what the answer proves is not understood. */
export const UNKNOWN_CHECK = 'it is checked in a way that is not understood';

/** Of two doubts the one that weighs more. */
export function heavierDoubt(one: string | null, other: string | null): string | null {
  if (one === null || one === other) return other;
  if (other === null) return one;
  if (one === OPEN_FOLDER) return other;
  return other === OPEN_FOLDER || other === UNKNOWN_CHECK ? one : one === UNKNOWN_CHECK ? other : one;
}
