/** Where the end of a text stands: in one of its quotes, in a comment, or outside of both. */
export interface Standing {
  readonly quote: '"' | "'" | '`' | null;
  readonly comment: 'line' | 'block' | null;
}

export interface QuotingRules {
  readonly quotes: string;
  /** Whether a backslash takes the meaning of the next character, in quotes. */
  readonly backslash: boolean;
  /** What begins a comment to the line's end: as text, at whose place it is looked for. */
  readonly lineComments: readonly string[];
  readonly hasBlockComments: boolean;
}

/** A doubled quote closes and opens again: at the end that is the same. */
export function standingAfter(text: string, rules: QuotingRules): Standing {
  let standing: Standing = { quote: null, comment: null };
  let at = 0;
  while (at < text.length) {
    const step = stepAt(text, at, { standing, rules });
    standing = step.standing;
    at = step.next;
  }
  return standing;
}

const OUTSIDE: Standing = { quote: null, comment: null };

interface Step {
  readonly standing: Standing;
  readonly next: number;
}

function stepAt(text: string, at: number, { standing, rules }: { standing: Standing; rules: QuotingRules }): Step {
  const character = text[at] ?? '';
  if (standing.comment !== null) return commentStep(text, at, standing);
  if (standing.quote !== null) {
    if (character === '\\' && rules.backslash) return { standing, next: at + 2 };
    return { standing: character === standing.quote ? OUTSIDE : standing, next: at + 1 };
  }
  if (isQuote(character) && rules.quotes.includes(character)) return { standing: { quote: character, comment: null }, next: at + 1 };
  if (rules.hasBlockComments && text.startsWith('/*', at)) return { standing: { quote: null, comment: 'block' }, next: at + 2 };
  const opening = rules.lineComments.find((comment) => text.startsWith(comment, at));
  return opening === undefined ? { standing, next: at + 1 } : { standing: { quote: null, comment: 'line' }, next: at + opening.length };
}

function commentStep(text: string, at: number, standing: Standing): Step {
  if (standing.comment === 'line') return { standing: text[at] === '\n' || text[at] === '\r' ? OUTSIDE : standing, next: at + 1 };
  return text.startsWith('*/', at) ? { standing: OUTSIDE, next: at + 2 } : { standing, next: at + 1 };
}

function isQuote(character: string): character is '"' | "'" | '`' {
  return character === '"' || character === "'" || character === '`';
}

interface ShellPlace {
  readonly place: 'raw' | 'double' | 'single' | 'comment';
  /** The character that ends it. */
  readonly end: string;
}

/** Where the end of a shell's text stands; what brackets, `$(` and back-ticks run is a text of its own. */
export function shellStanding(text: string): ShellPlace['place'] {
  const places: ShellPlace[] = [{ place: 'raw', end: '' }];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const { place, end } = places.at(-1) ?? { place: 'raw', end: '' };
    if (character === '\\' && (place === 'raw' || place === 'double')) at += 1;
    else if (character === end) places.pop();
    else if (place === 'raw' || place === 'double') {
      const inner = shellPlaceAt(text, at, place);
      if (inner !== null) places.push(inner);
    }
  }
  return places.at(-1)?.place ?? 'raw';
}

function shellPlaceAt(text: string, at: number, outer: 'raw' | 'double'): ShellPlace | null {
  const character = text[at];
  const isRaw = outer === 'raw';
  switch (character) {
    case '"': return { place: 'double', end: '"' };
    case '`': return { place: 'raw', end: '`' };
    case '(': return isRaw || text[at - 1] === '$' ? { place: 'raw', end: ')' } : null;
    case "'": return isRaw ? { place: 'single', end: "'" } : null;
    case '#': return isRaw && (at === 0 || /\s/u.test(text[at - 1] ?? '')) ? { place: 'comment', end: '\n' } : null;
    default: return null;
  }
}
