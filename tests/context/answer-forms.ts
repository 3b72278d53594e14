import { createTwoFilesPatch } from 'diff';
import type { AnswerInput } from '../../src/context/answer.ts';
import type { MaskedFile } from '../../src/context/masked-file.ts';

/** What a generator knows that would write the original again: what it was shown, and the original as it would have been shown. */
export interface Known {
  readonly file: MaskedFile;
  readonly region: string;
  readonly whole: string;
}

/** `none`: the form cannot carry this text. */
interface Form {
  readonly mode: AnswerInput['mode'];
  readonly write: (known: Known) => string | null;
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
const fence = (text: string, mark = '````', info = 'js'): string => `${mark}${info}\n${ended(text)}${mark}\n`;
const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n');
const isUniform = (text: string): boolean => !/[^\r]\n|^\n/.test(text) || !text.includes('\r');
const marker = ({ file }: Known): string => file.text.split('\n')[(file.markers[0]?.line ?? 1) - 1] ?? '';

function diffOf({ file, whole }: Known): string {
  return createTwoFilesPatch(`a/${file.path}`, `b/${file.path}`, file.text, whole, undefined, undefined, { context: 3 }).replace(/^=+\n/, '');
}

const hunkHeader = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@$/gm;
const hasFence = (text: string): boolean => /^[ \t]*(?:```|~~~|<think)/m.test(text);

/** Every way to write an answer that the rules say gives the same region. */
export const FORMS: Readonly<Record<string, Form>> = {
  'one block': { mode: 'replacement', write: ({ region }) => fence(region) },
  'thoughts and words around': { mode: 'replacement', write: ({ region }) => `<think>\nMaybe:\n\`\`\`js\nno();\n\`\`\`\n</think>\n\nHere is the code:\n\n${fence(region)}\nIt does \`what\` is asked.\n` },
  'thoughts that began in the prompt': { mode: 'replacement', write: ({ region }) => `So I think\n</think>\n\n${fence(region, '````', '')}` },
  'a block of tildes': { mode: 'replacement', write: ({ region }) => fence(region, '~~~~~') },
  'a block that is not closed': { mode: 'replacement', write: ({ region }) => `Sure!\n\n\`\`\`\`js\n${region}` },
  'a block in a list': { mode: 'replacement', write: ({ region }) => `1. The code:\n\n   \`\`\`\`\`js\n${ended(region).replaceAll(/[^\n]*\n/g, '   $&')}   \`\`\`\`\`\n` },
  'no block': { mode: 'replacement', write: ({ region }) => (hasFence(region) ? null : region) },
  'the marker above the code': { mode: 'replacement', write: (known) => fence(`${marker(known)}\n${known.region}`) },
  'the same block twice': { mode: 'replacement', write: ({ region }) => `First:\n${fence(region)}\nOnce more:\n${fence(region)}` },
  'a block and how to run it': { mode: 'replacement', write: ({ region }) => `${fence(region)}\nRun it:\n\n\`\`\`console\n$ npm test\n\`\`\`\n` },
  'two blocks, one named': { mode: 'replacement', write: ({ region, file }) => `An example:\n${fence('example();')}\nNow \`${file.path}\`:\n\n${fence(region)}` },
  'the whole file': { mode: 'replacement', write: ({ whole }) => fence(whole) },
  'the whole file without blank ends': { mode: 'replacement', write: ({ whole, region }) => (whole.trimEnd().endsWith(region.trimEnd()) || whole.trimStart().startsWith(region.trimStart()) ? null : fence(whole.trim())) },
  'line feeds only': { mode: 'replacement', write: ({ region, whole }) => (isUniform(whole) ? fence(withoutReturns(region)) : null) },
  'line feeds only, the whole file': { mode: 'replacement', write: ({ whole }) => (isUniform(whole) ? fence(withoutReturns(whole)) : null) },
  'carriage returns everywhere': { mode: 'replacement', write: ({ region, whole }) => (whole.includes('\r') || !whole.includes('\n') ? null : fence(region).replaceAll('\n', '\r\n')) },
  'a diff in a block': { mode: 'diff', write: (known) => fence(diffOf(known), '```', 'diff') },
  'a bare diff and words': { mode: 'diff', write: (known) => `Here it is.\n\n${diffOf(known)}\n- That is all.\n` },
  'a diff of git': { mode: 'diff', write: (known) => fence(`diff --git a/${known.file.path} b/${known.file.path}\nindex 1234567..89abcde 100644\n${diffOf(known)}`, '```', 'diff') },
  'a diff without prefixes': { mode: 'diff', write: (known) => fence(diffOf(known).replace(/^--- a\//, '--- ').replace(/^\+\+\+ b\//m, '+++ '), '```', 'diff') },
  'a diff with wrong counts': { mode: 'diff', write: (known) => fence(diffOf(known).replaceAll(hunkHeader, '@@ -$1,99 +$2,1 @@'), '```', 'diff') },
  'a diff at a wrong line': { mode: 'diff', write: (known) => fence(diffOf(known).replaceAll(hunkHeader, (_, old, next) => `@@ -${Number(old) + 1},99 +${Number(next) + 1},1 @@`), '```', 'diff') },
  'a diff without numbers': { mode: 'diff', write: (known) => fence(diffOf(known).replaceAll(hunkHeader, '@@'), '```', 'diff') },
  'a diff without file names': { mode: 'diff', write: (known) => fence(diffOf(known).split('\n').slice(2).join('\n'), '```', 'diff') },
  'a diff without remarks on the last line': { mode: 'diff', write: (known) => fence(diffOf(known).replaceAll(/^\\.*\n/gm, ''), '```', 'diff') },
  'a diff with line feeds only': { mode: 'diff', write: (known) => (isUniform(known.whole) ? fence(withoutReturns(diffOf(known)), '```', 'diff') : null) },
  'a diff whose empty lines lost their space': { mode: 'diff', write: (known) => fence(diffOf(known).replaceAll(/^ (?=\r?$)/gm, ''), '```', 'diff') },
  'a diff that leaves the marker': { mode: 'diff', write: (known) => fence(diffOf(known).replace(`\n-${marker(known)}\n`, `\n ${marker(known)}\n`), '```', 'diff') },
};
