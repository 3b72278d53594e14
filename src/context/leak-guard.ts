/** Lines of a text, counted from 1, both ends included. */
export type LineRange = readonly [first: number, last: number];

export interface GuardedText {
  /** Null where nothing worth showing is left. */
  readonly text: string | null;
  /** What was taken out. */
  readonly cut: readonly LineRange[];
}

/** Characters without white space; shorter lines (`} else {`) stand in every file. */
const TRIVIAL_BELOW = 10;
/** So many lines of a region one after another are the region's text, if they have so many characters together: `if (done) {`, `done();`, `return;` stands everywhere too. */
const RUN = 3;
const RUN_CHARACTERS = 60;
/** A source map inside a file holds the whole file again, encoded. */
const INLINE_MAP = /sourceMappingURL=data:/;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };

/**
 * Makes what takes the regions' original text out of any other text: the whole region, and every run of three of its lines that are not trivial (10 characters
 * each and 60 together, without white space; a run of short lines is taken longer). White space, line breaks, escapes of JSON strings, entities of
 * HTML and signs before lines (comments, diffs) make no difference; so a minified copy of the same names, a copy in a JSON document and one in a comment are found.
 */
export function leakGuard(regions: readonly string[]): (text: string) => GuardedText {
  const needles = regions.map(needlesOf);
  return (text) => {
    const lines = text.split('\n');
    const leaking = findLeaks(lines, needles);
    if (leaking.size === 0) return { text, cut: [] };
    const cut = rangesOf(leaking);
    const kept = lines.flatMap((line, at) => (!leaking.has(at) ? [line] : cut.flatMap(([first, last]) => (first === at + 1 ? [placeholder(last - first + 1)] : []))));
    const isWorthIt = lines.filter((line, at) => !leaking.has(at) && !isTrivial(line)).length >= RUN;
    return { text: isWorthIt && findLeaks(kept, needles).size === 0 ? kept.join('\n') : null, cut };
  };
}

function placeholder(lines: number): string {
  return lines === 1 ? '[1 line is left out]' : `[${lines} lines are left out]`;
}

interface Needles {
  /** Parts of the region without white space, as they stand. */
  readonly plain: readonly string[];
  /** Runs of lines that are not trivial, without signs before them. */
  readonly bare: readonly string[];
}

function needlesOf(region: string): Needles {
  const lines = region.split('\n').map((line) => ({ plain: plainText(line), bare: bareText(line) }));
  const telling = lines.flatMap(({ bare }, at) => (bare.length < TRIVIAL_BELOW ? [] : [at]));
  const runs = telling.flatMap((first, at) => {
    const last = telling.slice(at + RUN - 1).find((end) => lines.slice(first, end + 1).reduce((sum, { bare }) => sum + (bare.length < TRIVIAL_BELOW ? 0 : bare.length), 0) >= RUN_CHARACTERS);
    return last === undefined ? [] : [lines.slice(first, last + 1)];
  });
  const whole = lines.map(({ plain }) => plain).join('');
  return {
    plain: [...new Set([whole, ...runs.map((run) => run.map(({ plain }) => plain).join(''))])].filter((needle) => needle !== ''),
    bare: [...new Set(runs.map((run) => run.map(({ bare }) => bare).filter((bare) => bare.length >= TRIVIAL_BELOW).join('')))],
  };
}

/** Indexes of the lines that hold a part of a region. */
function findLeaks(lines: readonly string[], needles: readonly Needles[]): Set<number> {
  const found = new Set<number>();
  const plain = lines.map(plainText);
  const bare = lines.map((line) => bareText(line)).map((line) => (line.length < TRIVIAL_BELOW ? '' : line));
  for (const each of needles) {
    markAll(plain, each.plain, found);
    markAll(bare, each.bare, found);
  }
  lines.forEach((line, at) => {
    if (INLINE_MAP.test(line)) found.add(at);
  });
  return found;
}

/** Adds the lines in which a needle stands, wherever it begins in them. */
function markAll(lines: readonly string[], needles: readonly string[], found: Set<number>): void {
  const stream = lines.join('');
  const ends: number[] = [];
  let length = 0;
  for (const line of lines) ends.push((length += line.length));
  for (const needle of needles) {
    for (let at = stream.indexOf(needle); at !== -1; at = stream.indexOf(needle, at + 1)) {
      for (let line = lineAt(ends, at); (ends[line - 1] ?? 0) < at + needle.length && line < ends.length; line += 1) found.add(line);
    }
  }
}

/** The first line that ends after `at`. */
function lineAt(ends: readonly number[], at: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function plainText(line: string): string {
  return line.replaceAll(/&(?:lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity).replaceAll(/\\[nrt]|\\|\s/g, '');
}

function bareText(line: string): string {
  return plainText(line).replace(/^(?:\/\/|[-+*#>|])+/, '');
}

function isTrivial(line: string): boolean {
  return bareText(line).length < TRIVIAL_BELOW;
}

function rangesOf(indexes: ReadonlySet<number>): LineRange[] {
  const ranges: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges.push([index + 1, index + 1]);
  }
  return ranges;
}
