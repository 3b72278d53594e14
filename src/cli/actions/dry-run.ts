import { openPrices } from '../../generators/models/prices.ts';
import { readGeneratorNames } from '../generate/open-generators.ts';
import { readConfig } from '../generate/config-file.ts';
import { createDraftBuilder, createPromptBuilder, type PromptBuilder } from '../generate/prompt-builder.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { openSources, type Sources, suitesFolder } from '../sources.ts';
import { type LoadedSuite, loadSuite, selectTasks } from '../../suite/load-suite.ts';
import type { Terminal } from '../terminal.ts';
import type { GeneratingFlags } from '../generate/run-flags.ts';

interface Line {
  readonly generator: string;
  readonly attempts: number;
  /** Of all prompts together; null where nothing is asked. */
  readonly promptTokens: number | null;
  /** US dollars for the prompts alone; null: unknown, or nothing is asked. */
  readonly promptCostUsd: number | null;
}

/** What `ase run` would ask, without asking. @throws AseError, FaultsError */
export async function showPlan(flags: GeneratingFlags & { readonly cycles: number }, terminal: Terminal): Promise<void> {
  using interrupts = listenForInterrupts(terminal);
  const suite = selectTasks(await loadSuite(suitesFolder(flags), flags.suite, flags.task), flags);
  const config = await readConfig(flags.config);
  const ready = await readGeneratorNames(flags.generator, config, suite);
  const sources = await openSources(flags, { terminal, abort: interrupts.abort });
  const builder = ready.models.length === 0 ? null : await createPromptBuilder(flags.answer, flags);
  const drafts = builder === null ? null : await createDraftBuilder(flags);
  const tokens = (await promptTokens(suite, builder, sources)) + (await promptTokens(suite, drafts, sources));
  const prices = await openPrices(config.prices);
  const attempts = suite.tasks.length * flags.cycles;
  const lines: Line[] = [
    ...ready.recorded.generators.map(({ name }) => ({ generator: name, attempts, promptTokens: null, promptCostUsd: null })),
    ...ready.agents.map(({ name }) => ({ generator: name, attempts, promptTokens: null, promptCostUsd: null })),
    ...ready.models.map(({ name, spec }) => ({
      generator: name,
      attempts,
      promptTokens: tokens * flags.cycles,
      promptCostUsd: prices.costOf(spec.provider, spec.model, { inputTokens: tokens * flags.cycles, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 }),
    })),
  ];
  if (flags.json === true) terminal.out(JSON.stringify({ suite: suite.description.name, tasks: suite.tasks.length, cycles: flags.cycles, generators: lines }));
  else for (const line of lines) terminal.out(terminal.safe(lineText(line)));
}

function lineText({ generator, attempts, promptTokens: tokens, promptCostUsd }: Line): string {
  const asked = tokens === null ? 'no prompt of ours' : `${tokens.toLocaleString('en')} tokens of prompts, ${promptCostUsd === null ? 'at an unknown price' : `$${promptCostUsd.toFixed(promptCostUsd < 1 ? 4 : 2)} without the answers`}`;
  return `${generator.padEnd(40)} ${String(attempts).padStart(5)} attempts  ${asked}`;
}

/** Of one cycle. */
async function promptTokens({ tasks }: LoadedSuite, builder: PromptBuilder | null, sources: Sources): Promise<number> {
  if (builder === null) return 0;
  let sum = 0;
  for (const task of tasks) sum += (await builder.show({ task: task.task, folder: task.folder, description: task.description, original: sources.treesOf(task).original })).tokens;
  return sum;
}

