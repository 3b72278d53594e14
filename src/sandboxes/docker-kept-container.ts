import { arch } from 'node:process';
import type Docker from 'dockerode';
import type { SandboxSpec } from '../contract/sandbox.ts';
import { attachStreams } from './docker-attach.ts';
import type { ChangedFiles, HeldFiles } from './docker-changed-files.ts';
import { containerOptions } from './docker-container.ts';
import type { ContainerPlan } from './docker-container.ts';
import { statusOf } from './docker-engine.ts';
import type { Engine } from './docker-engine.ts';
import { speakToKeeper } from './docker-keeper.ts';
import type { Keeper, KeeperAnswer } from './docker-keeper.ts';
import { keeperProgram } from './docker-keeper-program.ts';
import { readOnlyBind } from './docker-repository.ts';
import { endOf } from './docker-run.ts';
import { createCollector } from './output-collector.ts';
import { JUDGE_FOLDER, REPOSITORY, scratchFolders, userOf } from './sandbox-layout.ts';
import { createStopper, lost, stopOnAbort, watchLimits } from './stopper.ts';
import type { Ending } from './stopper.ts';

export interface KeptContainer {
  readonly container: Docker.Container;
  readonly keeper: Keeper;
}

/** What only a container that is kept needs to know. */
export type KeptPlan = Omit<ContainerPlan, 'repository'> & { readonly changed: ChangedFiles; readonly held: HeldFiles };

/** Whether a keeper can serve this: a judge, whose private mounts lie where it expects them, on an architecture whose system calls it knows. */
export function isKeepable({ role, privateMounts }: SandboxSpec): boolean {
  return role === 'judge' && privateMounts.every(({ target }) => isInJudgeFolder(target)) && (arch === 'x64' || arch === 'arm64');
}

function isInJudgeFolder(target: string): boolean {
  const [before, name, ...deeper] = target.slice(1).split('/');
  return `/${before}` === JUDGE_FOLDER && name !== undefined && name !== '' && deeper.length === 0;
}

/** Null where the keeper ended before it was ready. @throws what the engine says */
export async function startKept(engine: Engine, spec: SandboxSpec, plan: KeptPlan): Promise<KeptContainer | null> {
  const container = await engine.api.createContainer(keptOptions(spec, plan));
  try {
    const keeper = speakToKeeper(engine, await attachStreams(engine.socketPath, container.id, 'stdin=1&stdout=1&stderr=1'));
    await container.start();
    if (await keeper.ready) return { container, keeper };
    await container.remove({ force: true, v: true });
    return null;
  } catch (error) {
    await container.remove({ force: true, v: true });
    throw error;
  }
}

function keptOptions(spec: SandboxSpec, { changed, held, ...plan }: KeptPlan): Docker.ContainerCreateOptions {
  const repository = { mount: readOnlyBind(changed.base, REPOSITORY), writer: null, work: null };
  const folders = scratchFolders(spec, plan.slots, { user: userOf(spec, plan.slots, null), keeper: 'users' }).map(({ target }) => target);
  const program = keeperProgram(arch === 'arm64' ? 'arm64' : 'x64');
  const command = ['/usr/bin/perl', '-e', program, '/dev', ...folders, '--', ...spec.privateMounts.map(({ target }) => target)] as const;
  const options = containerOptions({ ...spec, command }, { ...plan, repository });
  // The keeper itself is the first process.
  return { ...options, HostConfig: { ...options.HostConfig, Init: false, Mounts: [...(options.HostConfig?.Mounts ?? []), ...held.mounts] } };
}

/** One command in a container that is kept, to its end; `isClean` says that another one may follow. Whoever gets false removes the container. */
export async function runInKept(kept: KeptContainer, spec: SandboxSpec): Promise<{ readonly ending: Ending; readonly isClean: boolean }> {
  const stopper = createStopper(() => {
    kept.container.kill({ signal: 'SIGKILL' }).catch((error: unknown) => {
      if (statusOf(error) === null) stopper.fail(error);
    });
  });
  const limit = { limitBytes: spec.limits.outputBytes, onLimit: () => stopper.stop({ kind: 'limit', limit: 'output' }) };
  const [stdout, stderr] = [createCollector(limit), createCollector(limit)];
  const answer = await (async () => {
    using abort = stopOnAbort(spec.signal, stopper);
    using watches = watchLimits(spec, stopper);
    stopper.started();
    return await kept.keeper.run(spec, {
      stdout: (chunk) => stdout.writable.write(chunk),
      stderr: (chunk) => stderr.writable.write(chunk),
      ended() {
        for (const watch of [abort, watches]) watch[Symbol.dispose]();
      },
    });
  })();
  const output = { stdout: stdout.content(), stderr: stderr.content() };
  const early = stopper.end();
  if (early === null && answer.isClean && answer.code !== null) return { ending: { end: endOf(answer.code, false), ...output, outOfMemory: false }, isClean: true };
  return { ending: { ...(await endUnclean(kept, answer, early)), ...output }, isClean: false };
}

async function endUnclean({ container, keeper }: KeptContainer, answer: KeeperAnswer, early: Ending['end'] | null): Promise<Pick<Ending, 'end' | 'outOfMemory'>> {
  keeper.close();
  try {
    await container.kill({ signal: 'SIGKILL' }).catch(ignoreRefusal);
    await container.wait();
    const outOfMemory = answer.outOfMemory ?? (await container.inspect()).State.OOMKilled;
    if (early !== null) return { end: early, outOfMemory };
    if (answer.code !== null) return { end: endOf(answer.code, outOfMemory), outOfMemory };
    return { end: outOfMemory ? { kind: 'limit', limit: 'memory' } : lost(`the keeper of the container ended: ${keeper.complaint()}`).end, outOfMemory };
  } catch (error) {
    return { end: early ?? lost(error).end, outOfMemory: answer.outOfMemory };
  }
}

/** The engine knows that it ended already. */
function ignoreRefusal(error: unknown): void {
  if (statusOf(error) === null) throw error;
}
