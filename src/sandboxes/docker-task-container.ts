import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type Docker from 'dockerode';
import type { SandboxEnd, SandboxResult } from '../contract/sandbox.ts';
import type { RunningImage, TaskContainer } from '../contract/task-image.ts';
import { statusOf } from './docker-engine.ts';
import { type ContainerFile, fileIn, lookAt, type PathLook, readFileOf } from './docker-files.ts';
import { collectOutput } from './docker-output.ts';
import { endOf, LAST_OUTPUT_MS, pause } from './docker-run.ts';
import { removeContainer } from './docker-sweep.ts';
import { changedIn } from './docker-upper.ts';
import { createStopper, lost, stopOnAbort, type Stopper } from './stopper.ts';

/** No file of a repository that anybody writes again is larger. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_PROGRAM_BYTES = 16 * 1024 * 1024;

export interface Started {
  readonly wanted: TaskContainer;
  readonly before: ReadonlyMap<string, Buffer | null>;
  /** What the engine said of the files when they had been put in. */
  readonly put: ReadonlyMap<string, PathLook | null>;
}

/** What can be done with a container that was started. */
export function runningImage(engine: Docker, container: Docker.Container, { wanted, before, put }: Started): RunningImage {
  let gone: SandboxEnd | null = null;
  return {
    before,
    async run(command, timeoutMs) {
      const started = performance.now();
      const result = gone === null ? await runCommand(engine, container, { command, timeoutMs, wanted }) : lost(new Error(`the container was ended by an earlier command: ${gone.kind}`));
      if (result.end.kind === 'limit' || result.end.kind === 'lost') gone ??= result.end;
      return { ...result, durationMs: performance.now() - started };
    },
    async holds(path) {
      const [then, now] = [put.get(path), await lookAt(container, path)];
      if (now === null) return false;
      if (then !== undefined && then !== null && isDeepStrictEqual(then, now)) return true;
      return (await readFileOf(container, path, MAX_FILE_BYTES))?.equals(wanted.files.get(path) ?? Buffer.alloc(0)) === true;
    },
    changedPrograms: (command) => changedPrograms(engine, container, { command, image: wanted.image.reference }),
  };
}

interface Command {
  readonly command: string;
  readonly timeoutMs: number;
  readonly wanted: TaskContainer;
}

async function runCommand(engine: Docker, container: Docker.Container, command: Command): Promise<Omit<SandboxResult, 'durationMs'>> {
  try {
    return await follow(engine, container, command);
  } catch (error) {
    return lost(error);
  }
}

async function follow(engine: Docker, container: Docker.Container, { command, timeoutMs, wanted: { limits, signal } }: Command): Promise<Omit<SandboxResult, 'durationMs'>> {
  const stopper = createStopper(() => killContainer(container, stopper));
  using _abort = stopOnAbort(signal, stopper);
  const exec = await container.exec({ Cmd: ['/bin/sh', '-c', command], AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({ hijack: true, stdin: false });
  const output = collectOutput(engine, stream, { limitBytes: limits.outputBytes, onLimit: () => stopper.stop({ kind: 'limit', limit: 'output' }) });
  stopper.started();
  const timer = setTimeout(() => stopper.stop({ kind: 'limit', limit: 'time' }), timeoutMs);
  try {
    await output.ended;
  } finally {
    clearTimeout(timer);
  }
  const said = { stdout: output.stdout(), stderr: output.stderr() };
  const stopped = stopper.end();
  if (stopped !== null) return { end: stopped, ...said, outOfMemory: null };
  const code = await exitCode(exec);
  if (code === 0) return { end: { kind: 'exited', code }, ...said, outOfMemory: null };
  const { State, Created } = await container.inspect();
  if (code === null) return { ...lost(new Error(State.Running ? 'the engine knows no end of the command' : endedText(State.ExitCode))), ...said };
  // A container that ends takes its commands along: then nobody judged anything.
  if (!State.Running && !State.OOMKilled) return { ...lost(new Error(endedText(State.ExitCode))), ...said };
  const ranOut = State.OOMKilled || (code === KILLED && (await ranOutOfMemory(engine, container, Created)));
  return { end: endOf(code, ranOut), ...said, outOfMemory: ranOut };
}

const KILLED = 137;
/** Between a kill for want of memory and the engine's telling it. */
const TOLD_MS = 300;

/** The engine keeps it in mind of a container's own process only; of others it tells it as an event. */
async function ranOutOfMemory(engine: Docker, container: Docker.Container, created: string): Promise<boolean> {
  await pause(TOLD_MS);
  const events = await engine.getEvents({ since: Math.floor(Date.parse(created) / 1_000), until: Math.ceil(Date.now() / 1_000), filters: { container: [container.id], event: ['oom'] } });
  for await (const chunk of events) if (chunk.length > 0) return true;
  return false;
}

function endedText(code: number): string {
  return `the image's own command ended with exit code ${code}`;
}

/** The engine tells the end of the output a little before that of the command. */
async function exitCode(exec: Docker.Exec): Promise<number | null> {
  const until = performance.now() + LAST_OUTPUT_MS;
  for (;;) {
    const { Running, ExitCode } = await exec.inspect();
    if (!Running) return ExitCode;
    if (performance.now() > until) return null;
    await pause(20);
  }
}

function killContainer(container: Docker.Container, stopper: Stopper): void {
  // 409 and 404: it ended by itself meanwhile.
  container.kill({ signal: 'SIGKILL' }).catch((error: unknown) => {
    if (statusOf(error) === null) stopper.fail(error);
  });
}

interface Programs {
  readonly command: string;
  readonly image: string;
}

/** Loaded into every program that starts. */
const PRELOADED = '/etc/ld.so.preload';

/**
 * Those files that a command names whose content or time is not the image's, and new ones that its shell would find first. A change of mode alone is none: builds make their
 * scripts executable.
 */
async function changedPrograms(engine: Docker, container: Docker.Container, { command, image }: Programs): Promise<string[]> {
  const { Config, GraphDriver } = await container.inspect();
  const { named, searched } = programsOf(command, Config);
  const changed = [...((await changedIn(GraphDriver, new Set([...named, ...searched]))) ?? (await changesOf(container, new Set([...named, ...searched]))))];
  if (changed.length === 0) return [];
  const untouched = await engine.createContainer({ Image: image, Labels: Config.Labels, Cmd: ['true'], HostConfig: { NetworkMode: 'none' } });
  try {
    const pairs = await Promise.all(changed.map(async (path) => ({ path, now: await fileIn(container, path, MAX_PROGRAM_BYTES), before: await fileIn(untouched, path, MAX_PROGRAM_BYTES) })));
    return pairs.filter(({ path, now, before }) => (before === null ? searched.has(path) && now !== null : isOther(before, now))).map(({ path }) => path);
  } finally {
    await removeContainer(untouched);
  }
}

/** The engine's own list, which takes it as long as the start of half a container. */
async function changesOf(container: Docker.Container, paths: ReadonlySet<string>): Promise<readonly string[]> {
  const changes = ((await container.changes()) ?? []) as readonly { readonly Path: string }[];
  return changes.map(({ Path }) => Path).filter((path) => paths.has(path));
}

/** What the engine gives images that say nothing. */
const USUAL_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

function isOther(before: ContainerFile, now: ContainerFile | null): boolean {
  return now === null || now.changed !== before.changed || !now.content.equals(before.content);
}

/** Where the words of a command may lie: as paths, in the folder that it runs in; `searched`: also as programs in the folders of PATH. */
function programsOf(command: string, { WorkingDir, Env }: { readonly WorkingDir: string; readonly Env: readonly string[] | null }): { readonly named: ReadonlySet<string>; readonly searched: ReadonlySet<string> } {
  const folders = (Env ?? []).find((variable) => variable.startsWith('PATH='))?.slice('PATH='.length).split(':') ?? USUAL_PATH;
  const words = command.split(/[\s'"`;&|()<>$=]+/).filter((word) => word !== '');
  return {
    named: new Set(words.map((word) => posix.resolve('/', WorkingDir, word))),
    searched: new Set([PRELOADED, ...words.filter((word) => !word.includes('/')).flatMap((word) => folders.map((folder) => posix.resolve('/', folder, word)))]),
  };
}
