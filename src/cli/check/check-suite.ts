import { verdictSchema } from '../../contract/results.ts';
import { openLabelled } from '../../generators/labelled.ts';
import { isProgramTask, type Task } from '../../contract/task.ts';
import { OTHER_STATE } from '../../judge/images/judge-in-image.ts';
import { readEvidence } from '../../run/evidence.ts';
import { type Confusion, confusionOf, everyExploitHit, type LabelledVerdict } from '../../suite/confusion.ts';
import { readGeneralCheats, withCheat } from '../../suite/general-cheats.ts';
import type { LoadedSuite } from '../../suite/load-suite.ts';
import { readRunFolder } from '../read-run.ts';
import { type Ran, type RunOptions, runSuite } from '../run-plan.ts';
import { SUITES_FOLDER } from '../package-facts.ts';
import type { Terminal } from '../terminal.ts';

export interface SuiteChecked {
  readonly ran: Ran;
  readonly confusion: Confusion;
  /** Lines for people: what else was seen that a task's author should know. */
  readonly notes: readonly string[];
}

/** A check is a run whose generators are the labelled answers: it goes on where it was stopped. */
export async function checkSuite(options: RunOptions, { generalCheats }: { readonly generalCheats: boolean }, terminal: Terminal): Promise<SuiteChecked> {
  const open = async (suite: LoadedSuite) => {
    const languages = new Set(generalCheats ? suite.tasks.filter(isProgramTask).map(({ task }) => task.language) : []);
    const cheats = new Map(await Promise.all([...languages].map(async (language) => [language, await cheatsFor(language)] as const)));
    const labelled = await openLabelled({ tasks: suite.tasks, cheats });
    return { needSandbox: false, open: async () => labelled };
  };
  const ran = await runSuite(options, { names: ['labelled'], open }, terminal);
  const { results, folder } = await readRunFolder(ran.folder);
  const counted = new Set(ran.suite.tasks.filter(({ task }) => task.schema === 'ase/v1-task@1').map(({ task }) => task.id));
  const verdicts: LabelledVerdict[] = [];
  for (const result of results()) verdicts.push({ ...result, allExploitsHit: result.generator === 'original' && !counted.has(result.task) ? await exploitsHit(folder, result) : null });
  const tasks = ran.suite.tasks.map(({ task }) => task);
  return { ran, confusion: confusionOf({ tasks, verdicts, repetitions: options.cycles() }), notes: await otherStates(folder, tasks) };
}

async function cheatsFor(language: Parameters<typeof readGeneralCheats>[1]) {
  const cheats = await readGeneralCheats(SUITES_FOLDER, language);
  return cheats.map((cheat) => ({ ...cheat, apply: (content: string) => withCheat(content, cheat.text, language) }));
}

/** Whether every exploit of a judged original succeeded. */
export async function exploitsHit(folder: string, key: Parameters<typeof readEvidence>[1]): Promise<boolean> {
  const { verdict } = await readEvidence(folder, key);
  const parsed = verdictSchema.safeParse(verdict);
  return parsed.success && everyExploitHit(parsed.data.outcomes);
}

/** Tasks whose image was not made from the commit that they name: their original is not what the image has. */
async function otherStates(folder: string, tasks: readonly Task[]): Promise<string[]> {
  const notes: string[] = [];
  for (const { id } of tasks.filter(({ schema }) => schema === 'ase/v2-task@1')) {
    const { verdict } = await readEvidence(folder, { task: id, generator: 'original', cycle: 1 });
    const parsed = verdictSchema.safeParse(verdict);
    const told = parsed.success ? parsed.data.outcomes.flatMap(({ evidence }) => evidence).find((line) => line.startsWith(OTHER_STATE)) : undefined;
    if (told !== undefined) notes.push(`${id}: ${told}`);
  }
  return notes;
}
