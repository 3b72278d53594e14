/**
 * Start and end, in bytes, of the lines `first` to `last` (from 1, both included). A line ends with a line feed, which belongs to it; a carriage return
 * before it is one of its characters. Beyond the last line both are the content's length.
 */
export function lineOffsets(content: Uint8Array, [first, last]: readonly [number, number]): readonly [start: number, end: number] {
  let start = 0;
  for (let line = 1; line < first && start < content.length; line += 1) start = nextLine(content, start);
  let end = start;
  for (let line = first; line <= last && end < content.length; line += 1) end = nextLine(content, end);
  return [start, end];
}

function nextLine(content: Uint8Array, from: number): number {
  const feed = content.indexOf(10, from);
  return feed === -1 ? content.length : feed + 1;
}
