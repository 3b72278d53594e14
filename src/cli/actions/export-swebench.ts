import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import { exportReport } from '../../report/export-report.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { originalAnswer, patchAgainst } from '../export/original-patch.ts';
import { answersOf, type ExportNote, readExportedRun, type RunAnswer } from '../export/run-answers.ts';
import type { CommonOptions } from '../sources.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

export interface SwebenchFlags extends CommonOptions {
  readonly out: string;
  readonly generator: readonly string[];
  readonly cycle?: number;
  readonly json?: boolean;
}

/** A line of SWE-bench's predictions; `cycle`, `replacement` and `unusable` are ours, and others pass over them. */
interface SwebenchLine {
  readonly instance_id: string;
  readonly model_name_or_path: string;
  readonly model_patch: string | null;
  readonly cycle: number;
  readonly replacement?: string | string[];
  readonly unusable?: string;
}

/** `ase export swebench`. @throws AseError, FaultsError */
export async function exportSwebench(given: string, flags: SwebenchFlags, terminal: Terminal): Promise<void> {
  const file = resolve(flags.out);
  await assertFree(file);
  const notes: ExportNote[] = [];
  const onNote = (note: ExportNote): unknown => notes.push(note);
  const run = await readExportedRun(resolve(given), { options: flags, onNote });
  const lines: SwebenchLine[] = [];
  for await (const answer of answersOf(run, { options: flags, terminal, onNote })) {
    if (flags.cycle !== undefined && answer.key.cycle !== flags.cycle) continue;
    lines.push(await lineOf(answer, (text) => onNote({ attempt: answer.key, text })));
  }
  if (lines.length === 0) throw new AseError('bad-input', 'the run has no answer that can be exported', { remedy: notes.map(({ text }) => text).slice(0, 3).join('\n') });
  if (new Set(lines.map(({ instance_id: id }) => id)).size < lines.length) onNote({ text: 'several lines of one instance: SWE-bench takes one, so give --generator and --cycle to make a file for it; `ase judge` takes them all' });
  await writeFileAtomic(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const report = `${file}.report.md`;
  await writeFileAtomic(report, exportReport({ title: 'Export', run: run.run.name, format: 'SWE-bench predictions', answers: lines.length, notes }));
  if (flags.json === true) terminal.out(JSON.stringify({ file, predictions: lines.length, notes, report }));
  else terminal.out(terminal.safe(`${lines.length} predictions in ${shownPath(file)}; ${notes.length} remarks in ${shownPath(report)}`));
}

async function lineOf(answer: RunAnswer, note: (text: string) => void): Promise<SwebenchLine> {
  const { key, integration, prediction } = answer;
  const line = { instance_id: key.task, model_name_or_path: key.generator, cycle: key.cycle };
  if (!integration.applied) {
    note(`the answer does not integrate: ${integration.reason}`);
    return { ...line, ...asItIs(prediction) };
  }
  try {
    const patch = await patchAgainst(answer.tree, integration.files);
    if (patch !== '') return { ...line, model_patch: patch };
    note('the answer puts back what was there, for which there is no patch: `replacement` has it');
    return { ...line, model_patch: null, ...(await originalAnswer(answer.task.task, answer.tree)) };
  } catch (error) {
    if (!(error instanceof AseError) || error.code !== 'bad-input') throw error;
    note(`no patch that git takes can hold it: ${error.message}: the line has the answer as it was given`);
    return { ...line, ...asItIs(prediction) };
  }
}

/** As the generator gave it: a patch that fits nowhere is still what was answered. */
function asItIs({ patch, replacement, unusable }: RunAnswer['prediction']): Pick<SwebenchLine, 'model_patch' | 'replacement' | 'unusable'> {
  if (patch !== undefined) return { model_patch: patch };
  return { model_patch: null, ...(replacement === undefined ? { unusable: unusable ?? '' } : { replacement }) };
}

async function assertFree(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found !== null) throw new AseError('bad-input', `${shownPath(file)} is there already`, { remedy: 'Remove it, or choose another name.' });
}
