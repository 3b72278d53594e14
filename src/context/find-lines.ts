/**
 * Every place where `wanted` stands in `lines`, from `from` on, as indexes of its first line; none for an empty `wanted`. Knuth, Morris and Pratt: linear whatever the lines are, as both come
 * from outside.
 */
export function findLines(lines: readonly string[], wanted: readonly string[], from = 0): number[] {
  if (wanted.length === 0) return [];
  const found: number[] = [];
  const fallback = fallbacksOf(wanted);
  let matched = 0;
  for (let at = from; at < lines.length; at += 1) {
    while (matched > 0 && lines[at] !== wanted[matched]) matched = fallback[matched - 1] ?? 0;
    if (lines[at] === wanted[matched]) matched += 1;
    if (matched < wanted.length) continue;
    found.push(at - wanted.length + 1);
    matched = fallback[matched - 1] ?? 0;
  }
  return found;
}

/** For each prefix of `wanted`: the length of the longest shorter prefix that it ends with. */
function fallbacksOf(wanted: readonly string[]): number[] {
  const fallback = [0];
  let length = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    while (length > 0 && wanted[at] !== wanted[length]) length = fallback[length - 1] ?? 0;
    if (wanted[at] === wanted[length]) length += 1;
    fallback.push(length);
  }
  return fallback;
}
