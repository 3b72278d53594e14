import type { Change } from '../contract/results.ts';
import { chooseBlocks, type ChoiceInput, countingBlocks, type Unusable } from './answer-choice.ts';
import { holdsDiff, patchOfAnswer } from './answer-diff.ts';
import { type ReadAnswer, readAnswer } from './answer-fences.ts';
import { regionText } from './answer-region.ts';
import { regionsOfWholeFile } from './answer-whole-file.ts';
import type { MaskedFile } from './masked-file.ts';
import type { AnswerMode } from './prompt-template.ts';

export interface AnswerInput {
  /** What was asked for. With tools there is no answer to parse: the change is what happened to the files. */
  readonly mode: Exclude<AnswerMode, 'tools'>;
  /** As they were shown. */
  readonly files: readonly MaskedFile[];
}

/**
 * The change that a raw answer holds, by the rules of docs/answers.md; `unusable` with the reason where they find none, or more than one. Never throws at what an answer says; takes time
 * linear in its length.
 */
export function parseAnswer(raw: string, { mode, files }: AnswerInput): Change {
  const read = readAnswer(raw);
  if (read.text.trim() === '') return { unusable: read.endsInThoughts ? 'the answer ends in the middle of its thoughts' : 'the answer is empty' };
  if (mode === 'diff') return patchOfAnswer(read, files);
  const input = { files, regions: files.reduce((sum, { markers }) => sum + markers.length, 0) };
  const blocks = blocksOf(read, input);
  if ('unusable' in blocks) return blocks;
  const texts = blocks.map((block, region) => textOf(block, region, input));
  const failed = texts.find((text) => typeof text === 'object');
  if (failed !== undefined) return failed;
  const written = texts.filter((text) => typeof text === 'string');
  return { replacement: written.length === 1 ? (written[0] ?? '') : written };
}

/** One text a region. */
function blocksOf(read: ReadAnswer, input: ChoiceInput): readonly string[] | Unusable {
  const [file] = input.files;
  const fences = countingBlocks(read.fences, input);
  const sole = read.fences.length === 0 ? read.text : fences.length === 1 ? fences[0]?.text : undefined;
  if (input.regions > 1 && input.files.length === 1 && file !== undefined && sole !== undefined) {
    const regions = regionsOfWholeFile(sole, file);
    if (regions !== null) return inTaskOrder(regions, file);
  }
  return read.fences.length === 0 && input.regions === 1 ? [read.text] : chooseBlocks(read.fences, input);
}

function inTaskOrder(texts: readonly string[] | Unusable, { markers }: MaskedFile): readonly string[] | Unusable {
  if ('unusable' in texts) return texts;
  return markers.map(({ region }, index) => ({ region, text: texts[index] ?? '' })).sort((a, b) => a.region - b.region).map(({ text }) => text);
}

function textOf(block: string, region: number, { files }: ChoiceInput): string | Unusable {
  const file = files.find(({ markers }) => markers.some((marker) => marker.region === region));
  const marker = file?.markers.find((each) => each.region === region);
  if (file === undefined || marker === undefined) throw new Error(`no shown file has region ${region + 1}`);
  const whole = file.markers.length === 1 ? regionsOfWholeFile(block, file) : null;
  if (whole !== null && 'unusable' in whole) return whole;
  if (whole === null && holdsDiff({ info: '', text: block })) return { unusable: 'the answer is a diff where code was asked for' };
  return regionText(whole?.[0] ?? block, file, marker.line) ?? { unusable: 'the answer only repeats the marker' };
}
