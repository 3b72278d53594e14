import { extensionOf } from './comment-syntax.ts';
import { isMarkerLine } from './mask.ts';
import type { MaskedFile } from './masked-file.ts';
import { bareLine, lineBreaksOf, linesOf, withLineBreaks } from './text-lines.ts';

/** Where indents are a part of the language, a block that was moved to the left as a whole means something else or nothing. */
const INDENT_LANGUAGES: ReadonlySet<string> = new Set(['py', 'pyi', 'pyx', 'yaml', 'yml', 'jade', 'pug', 'coffee', 'nim']);

/**
 * What takes the place of a region, made of what a generator wrote for it. Lines that repeat the marker are taken out; line breaks, byte order mark and a missing line break at the file's end
 * become those of the file; and the one shift (`shifted`). Null where nothing but the marker is there.
 */
export function regionText(written: string, file: MaskedFile, line: number): string | null {
  const lines = linesOf(written);
  const own = lines.filter((each) => !isMarkerLine(each));
  if (own.length < lines.length && own.every((each) => each.trim() === '')) return null;
  const shown = linesOf(file.text);
  const text = withLineBreaks(shifted(own, shown[line - 1] ?? '', file.path).join(''), lineBreaksOf(file.text));
  const isLast = line === shown.length && !file.text.endsWith('\n');
  const ended = isLast ? bareLine(text) : text;
  return file.hasByteOrderMark && line === 1 && !ended.startsWith('\uFEFF') ? `\uFEFF${ended}` : ended;
}

/**
 * The one change of indents that there is, for languages where they matter: if the region is indented and the answer's first line is not, every line gets the region's indent.
 * Blank lines and comments do not count as first.
 */
function shifted(lines: readonly string[], marker: string, path: string): readonly string[] {
  const indent = /^[ \t]*/.exec(marker)?.[0] ?? '';
  const first = lines.find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  if (indent === '' || first === undefined || /^[ \t]/.test(first) || !INDENT_LANGUAGES.has(extensionOf(path))) return lines;
  return lines.map((line) => (line.trim() === '' ? line : `${indent}${line}`));
}
