import { readFile } from 'node:fs/promises';
import { env } from 'node:process';
import { AseError } from '../contract/errors.ts';
import { digestOf } from '../util/digest.ts';
import { type ProgramEnd, type ProgramRun, runProgram } from './run-program.ts';

/** The release that tasks are made and proven with. */
const TASKS_RELEASE = 'bookworm';

/** Sources are asked for besides packages; lists stay, so that apt's state is whole. */
const IMAGE_RECIPE = `FROM debian:${TASKS_RELEASE}
RUN for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do [ ! -f "$list" ] || sed -i -E 's/^deb([[:space:]].*)$/&\\ndeb-src\\1/' "$list"; done \\
 && for list in /etc/apt/sources.list.d/*.sources; do [ ! -f "$list" ] || sed -i -E 's/^Types:.*$/Types: deb deb-src/' "$list"; done \\
 && apt-get update --error-on=any \\
 && apt-get install --yes --no-install-recommends mmdebstrap dpkg-dev xz-utils
`;
const IMAGE = `ase-debian:${digestOf(IMAGE_RECIPE).slice('sha256:'.length, 'sha256:'.length + 12)}`;

const NO_DOCKER = 'Install Docker, whose command `docker` must reach an engine; or use a machine with Debian bookworm; or set ASE_DEBIAN=machine on another Debian, whose packages the tasks were not proven with.';

/** Where Debian's own programs run. */
export interface DebianHost {
  readonly place: 'machine' | 'container';
  /** Code name of the release whose packages it gives. */
  readonly release: string;
}

/**
 * This machine where it has the release that tasks are made with, else a container of that release. `ASE_DEBIAN`, `machine` or `container`, decides otherwise.
 * @throws AseError `bad-input`, `unavailable`
 */
export async function debianHost(): Promise<DebianHost> {
  const wanted = env['ASE_DEBIAN'] ?? '';
  if (!['', 'machine', 'container'].includes(wanted)) throw new AseError('bad-input', `ASE_DEBIAN is ${JSON.stringify(wanted)}`, { remedy: 'Expected is `machine`, `container` or nothing.' });
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const own = /^VERSION_CODENAME=(\w+)$/m.exec(text)?.[1];
  if (wanted === 'machine') {
    if (own === undefined) throw new AseError('unavailable', 'ASE_DEBIAN says that packages come from this machine, and it is no Debian', { remedy: 'Unset ASE_DEBIAN: a container is used then.' });
    return { place: 'machine', release: own };
  }
  const isTheirs = /^ID=debian$/m.test(text) && own === TASKS_RELEASE;
  return { place: wanted === 'container' || !isTheirs ? 'container' : 'machine', release: TASKS_RELEASE };
}

/**
 * Runs a program of Debian's in a new container, with this machine's network and, where named, an engine's volume that stays.
 * @throws AseError `unavailable` where there is no container to be had, `cancelled`
 */
export async function runInDebian(run: Omit<ProgramRun, 'cwd' | 'stdin' | 'remedy'> & { readonly volume?: `${string}:${string}`; readonly progress?: ((line: string) => void) | undefined }): Promise<ProgramEnd> {
  const { command, volume, progress, ...rest } = run;
  await prepareImage({ signal: run.signal, progress });
  const end = await runProgram({ ...rest, command: ['docker', 'run', '--rm', '--network', 'host', ...(volume === undefined ? [] : ['--volume', volume]), IMAGE, ...command], remedy: NO_DOCKER });
  // What docker itself says where it starts nothing.
  if (end.code === 125) throw new AseError('unavailable', `docker started no container of Debian: ${lastOf(end.stderr)}`, { remedy: NO_DOCKER });
  return end;
}

/** Whether packages and sources of Debian can be had here, for people. @throws AseError `bad-input` */
export async function examineDebian(): Promise<{ readonly available: boolean; readonly detail: string; readonly remedy: string }> {
  try {
    const { place, release } = await debianHost();
    const isMachine = place === 'machine';
    const programs = isMachine ? (['mmdebstrap', 'dpkg-source', 'xz'] as const) : (['docker'] as const);
    const remedy = isMachine ? 'Install them: apt-get install mmdebstrap dpkg-dev xz-utils. Tasks in other languages than JavaScript need them.' : `Tasks in other languages than JavaScript need it. ${NO_DOCKER}`;
    for (const program of programs) {
      const { code, stderr } = await runProgram({ command: isMachine ? [program, '--version'] : [program, 'version'], remedy });
      if (code !== 0) return { available: false, detail: `${program}: ${lastOf(stderr)}`, remedy };
    }
    return { available: true, detail: isMachine ? `of this machine (${release})` : `of a container (debian:${release})`, remedy: '' };
  } catch (error) {
    if (error instanceof AseError && error.code === 'unavailable') return { available: false, detail: error.message, remedy: error.remedy };
    throw error;
  }
}

/** Two that build it at once build the same. */
async function prepareImage({ signal, progress }: { readonly signal: AbortSignal | undefined; readonly progress: ((line: string) => void) | undefined }): Promise<void> {
  const present = await runProgram({ command: ['docker', 'image', 'inspect', '--format', 'present', IMAGE], signal, remedy: NO_DOCKER });
  if (present.code === 0) return;
  progress?.(`making a container image of Debian ${TASKS_RELEASE} with the programs that fetch packages and sources (once)`);
  const { code, stderr } = await runProgram({ command: ['docker', 'build', '--network', 'host', '--tag', IMAGE, '-'], stdin: Buffer.from(IMAGE_RECIPE), signal, remedy: NO_DOCKER });
  if (code !== 0) throw new AseError('unavailable', `docker did not build an image from debian:${TASKS_RELEASE}: ${lastOf(stderr)}`, { remedy: NO_DOCKER });
}

function lastOf(stderr: string): string {
  return withoutAddresses(stderr).trim().slice(-400) || 'it says nothing';
}

/** Addresses stay out of messages: they may hold credentials, and are nobody else's business. */
export function withoutAddresses(text: string): string {
  return text.replace(/\b[a-z+]+:\/\/\S+/g, '…');
}
