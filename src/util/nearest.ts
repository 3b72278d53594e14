/** The names most like a mistyped one, best first; none that differ in more than a third of its letters. */
export function nearestNames(name: string, names: Iterable<string>, count = 3): string[] {
  const bound = Math.max(2, Math.floor(name.length / 3));
  const rated: { readonly other: string; readonly distance: number }[] = [];
  for (const other of new Set(names)) {
    if (Math.abs(other.length - name.length) > bound) continue;
    const distance = editDistance(name.toLowerCase(), other.toLowerCase());
    if (distance <= bound) rated.push({ other, distance });
  }
  rated.sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1));
  return rated.slice(0, count).map(({ other }) => other);
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
