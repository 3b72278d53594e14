/** Lengths below this one are kept exactly. */
const EXACT = 24;

/**
 * A document's length as Lucene keeps it, in one byte: exact below 24, and what goes over it by its four leading bits (SmallFloat.intToByte4 and back).
 * Lengths in terms, stop words not counted.
 */
export function lossyLength(length: number): number {
  if (length < EXACT) return length;
  const rest = length - EXACT;
  const dropped = Math.max(0, 32 - Math.clz32(rest) - 4);
  return EXACT + (rest >>> dropped) * 2 ** dropped;
}
