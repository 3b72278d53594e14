import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxDriver } from '../contract/sandbox.ts';
import type { RuleJudge } from '../contract/rule-verdict.ts';
import type { TaskLimits } from '../contract/task.ts';
import { materialiseTask, type MaterialisedTask } from '../environments/prepare-task.ts';
import { prebuiltLayer, withAttemptFolders } from '../environments/workspace.ts';
import { sweepGateways } from '../gateway/gateway-folder.ts';
import { type AttemptToJudge, type JudgeDrivers, judgeAttempt, type JudgedPrediction, type RuleOfTask } from '../judge/judge-attempt.ts';
import { chooseSandbox, type WantedSandbox } from '../sandboxes/choose-sandbox.ts';
import type { RunDrivers } from '../run/drivers.ts';
import type { ContentCache } from '../sources/cache.ts';
import type { SourceContext } from '../sources/source-context.ts';
import { digestTree } from '../sources/tree-digest.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { type ImageJudges, openImageJudges } from './image-judges.ts';
import type { ImageFlags } from './options.ts';
import { KIT_FOLDER } from './package-facts.ts';
import { onceForTask } from './once-for-task.ts';
import { openRuleJudge } from './rule-judges.ts';
import { imageRunner, sandboxDrivers } from './sandbox.ts';
import { type CommonOptions, openSources, type Sources } from './sources.ts';
import { canonicalJson } from '../util/digest.ts';
import { pathExists } from '../util/files.ts';
import { createTurns } from '../util/turns.ts';
import type { Terminal } from './terminal.ts';

export interface SessionInput {
  readonly options: CommonOptions & ImageFlags & { readonly sandbox: WantedSandbox };
  readonly terminal: Terminal;
  readonly abort: AbortSignal;
  readonly limits: TaskLimits;
  /** Attempts whose checks run at the same time. */
  readonly workers: number;
}

/** What a command holds that judges. */
export interface Session extends Sources {
  readonly sandbox: SandboxDriver;
  readonly sandboxIdentity: string;
  /** The task's repository and environment; fetched and built once. */
  prepare(task: Pick<SuiteTask, 'task' | 'folder'>): Promise<MaterialisedTask>;
  /** For what works on this machine. */
  takeTurn(): Promise<Disposable>;
  readonly judge: RunDrivers['judge'];
}

/** Chooses and prepares the sandbox, opens the cache. @throws AseError `no-sandbox`, `unavailable`, `disk`, `permission` */
export async function openSession({ options, terminal, abort, limits, workers }: SessionInput): Promise<Session> {
  const { driver, line } = await chooseSandbox({ wanted: options.sandbox, drivers: sandboxDrivers() });
  terminal.note(terminal.safe(line));
  const sources = await openSources(options, { terminal, abort });
  await driver.prepare((text) => terminal.note(terminal.safe(text)));
  const swept = (await driver.sweep()) + (await sweepGateways(tmpdir()));
  if (swept > 0) terminal.note(`removed ${swept} leftovers of runs that were killed`);
  const takeTurn = createTurns(workers);
  const workspace = workspaceOf(sources.cache);
  const rules = onceForTask((task: RuleOfTask['task'], input: RuleOfTask) => openRuleJudge({ sandbox: driver, runImage: imageRunner(), workspace, treesOf: sources.treesOf }, { ...input, task }));
  const repositoryOf = (task: Pick<SuiteTask, 'task' | 'folder'>): Promise<string> => sources.treesOf(task).original();
  const ruleOf = (input: RuleOfTask): Promise<RuleJudge> => rules(input.task, input);
  const imageJudges = openImageJudges({ flags: options, terminal, runImage: imageRunner(), workspace, repositoryOf, rules: ruleOf, limits });
  const prepare = onceForTask((task: Pick<SuiteTask, 'task' | 'folder'>) => prepareAny(task, { context: sources.context, imageJudges, driver }));
  const sandboxIdentity = await driver.identity();
  const judge: JudgeDrivers = { sandbox: driver, workspace, kit: KIT_FOLDER, prepare, limits, rules: ruleOf, prebuilt: prebuiltFor(sources, { prepare, sandboxIdentity, abort }) };
  return {
    ...sources,
    sandbox: driver,
    sandboxIdentity,
    prepare,
    takeTurn,
    judge: async (attempt) => {
      using _turn = await takeTurn();
      return await judgeAny(attempt, { judge, imageJudges });
    },
  };
}

/** The files of the checks that a build sees are part of the task's folder: who changes them builds again. */
function prebuiltFor({ cache }: Sources, { prepare, sandboxIdentity, abort }: Pick<Session, 'prepare' | 'sandboxIdentity'> & Pick<SessionInput, 'abort'>): NonNullable<JudgeDrivers['prebuilt']> {
  return async ({ task, folder, prepared }, build) => {
    const { environment } = await prepare({ task, folder });
    const visible = join(folder, 'checks', 'public');
    const files = (await pathExists(visible)) ? (await digestTree(visible)).digest : 'none';
    const inputs = { repository: prepared.repository, environment, commands: canonicalJson(task.build ?? []), files, sandbox: sandboxIdentity };
    return prebuiltLayer(cache, { name: `objects of ${task.id}`, inputs, signal: abort }, build);
  };
}

interface AnyPrepare {
  readonly context: SourceContext;
  readonly imageJudges: ImageJudges;
  readonly driver: SandboxDriver;
}

async function prepareAny({ task, folder }: Pick<SuiteTask, 'task' | 'folder'>, { context, imageJudges, driver }: AnyPrepare): Promise<MaterialisedTask> {
  switch (task.schema) {
    case 'ase/task@1': {
      const materialised = await materialiseTask({ task, folder }, context);
      if (materialised.system !== undefined) await driver.prepareSystem?.(materialised.system, context.progress ?? (() => undefined));
      return materialised;
    }
    case 'ase/v1-task@1':
      return imageJudges.prepare({ task, folder }, task.checks['ase-v1'].image);
    case 'ase/v2-task@1':
      return imageJudges.prepare({ task, folder }, task.environment.image);
  }
}

async function judgeAny({ task: { task, folder }, ...attempt }: AttemptToJudge, { judge, imageJudges }: { readonly judge: JudgeDrivers; readonly imageJudges: ImageJudges }): Promise<JudgedPrediction> {
  switch (task.schema) {
    case 'ase/task@1':
      return judgeAttempt(judge, { ...attempt, task: { task, folder } });
    case 'ase/v1-task@1':
      return imageJudges.judgeByCount({ ...attempt, task: { task, folder } });
    case 'ase/v2-task@1':
      return imageJudges.judgeInImage({ ...attempt, task: { task, folder } });
  }
}

function workspaceOf(cache: ContentCache): JudgeDrivers['workspace'] {
  return { withFolders: (action) => withAttemptFolders(cache, action) };
}
