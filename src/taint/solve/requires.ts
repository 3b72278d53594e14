/** `A and not (B or C)`: whether it holds for the labels that are there. What does not parse does not hold. */
export function requirementHolds(text: string, labels: readonly string[]): boolean {
  const words = text.match(/\w+|[()]/gu) ?? [];
  let at = 0;
  const primary = (): boolean => {
    const word = words[at];
    at += 1;
    if (word === 'not') return !primary();
    if (word !== '(') return word !== undefined && labels.includes(word);
    const inner = either();
    at += 1;
    return inner;
  };
  const both = (): boolean => {
    let holds = primary();
    while (words[at] === 'and') {
      at += 1;
      const next = primary();
      holds = holds && next;
    }
    return holds;
  };
  const either = (): boolean => {
    let holds = both();
    while (words[at] === 'or') {
      at += 1;
      const next = both();
      holds = holds || next;
    }
    return holds;
  };
  return words.length > 0 && words.length < 200 && either();
}
