/** Tokens of a text. */
export type TokenCounter = (text: string) => number;

/** The tokenizer's time grows with the square of a word's length; no real word comes near this one. */
const LONGEST_WORD = 512;

/**
 * Counts in o200k_base, the encoding of OpenAI's models since GPT-4o: an estimate for others. What looks like a special token is plain text here.
 * Words (and runs of blanks) of more than 512 characters are counted in pieces, which may add a token a piece.
 */
export async function loadTokenCounter(): Promise<TokenCounter> {
  // Its vocabulary takes half a second and more to load: only who counts waits for it.
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const options = { disallowedSpecial: new Set<string>() };
  return (text) => {
    let total = 0;
    for (const piece of shortWorded(text)) total += countTokens(piece, options);
    return total;
  };
}

/** Cuts a text inside of its overlong words only, never inside of a character. */
function* shortWorded(text: string): Generator<string> {
  let from = 0;
  let wordStart = 0;
  let wasBlank = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isBlank = code <= 0x20 || code === 0xa0;
    if (isBlank !== wasBlank) wordStart = at;
    wasBlank = isBlank;
    const splitsCharacter = code >= 0xdc00 && code <= 0xdfff;
    if (at - wordStart < LONGEST_WORD || splitsCharacter) continue;
    yield text.slice(from, at);
    from = at;
    wordStart = at;
  }
  yield text.slice(from);
}
