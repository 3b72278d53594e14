import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import { openCache } from '../../sources/cache.ts';
import { examineDebian } from '../../sources/debian-host.ts';
import { toolVersion } from '../package-facts.ts';
import { sandboxDrivers } from '../sandbox.ts';
import { cacheFolder, type CommonOptions } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

const GIB = 1024 ** 3;
/** Node's archive and tree, twelve small packages with their dependencies, and what attempts write. */
const NEEDED_BYTES = GIB;

interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'problem';
  readonly detail: string;
  readonly remedy: string;
}

export async function examineMachine(flags: CommonOptions & { readonly json?: boolean }, terminal: Terminal): Promise<void> {
  const findings = [runtimeFinding(), ...(await sandboxFindings()), await debianFinding(), await cacheFinding(flags)];
  const canJudge = findings.some(({ name, state }) => name.startsWith('sandbox') && state === 'ok') && findings.every(({ state }) => state !== 'problem');
  if (flags.json === true) terminal.out(JSON.stringify({ version: toolVersion(), canJudge, findings }));
  else {
    for (const finding of findings) for (const line of linesOf(finding)) terminal.out(terminal.safe(line));
    terminal.out(canJudge ? 'This machine can judge. Try: ase run --generator baseline:reference' : 'This machine cannot judge yet: one sandbox is needed.');
  }
  if (!canJudge) process.exitCode = 1;
}

const STATES = { ok: 'ok', missing: 'missing', problem: 'PROBLEM' } as const;

function linesOf({ name, state, detail, remedy }: Finding): string[] {
  const remedies = remedy.split('\n').filter((line) => line !== '');
  return [`${STATES[state].padEnd(8)} ${name.padEnd(20)} ${detail}`, ...remedies.map((line) => `${' '.repeat(30)}${line}`)];
}

function runtimeFinding(): Finding {
  const detail = `ase ${toolVersion()} on Node ${process.version}, ${process.platform}-${process.arch}, ${availableParallelism()} cores, ${(totalmem() / GIB).toFixed(0)} GiB of memory`;
  if (process.platform !== 'linux') return { name: 'system', state: 'problem', detail, remedy: 'Candidates are judged on Linux: use a Linux machine, virtual machine or WSL 2.' };
  return { name: 'system', state: 'ok', detail, remedy: '' };
}

async function sandboxFindings(): Promise<Finding[]> {
  return Promise.all(
    sandboxDrivers().map(async (driver) => {
      const { available, detail, remedy } = await driver.probe();
      return { name: `sandbox ${driver.name}`, state: available ? ('ok' as const) : ('missing' as const), detail, remedy };
    }),
  );
}

async function debianFinding(): Promise<Finding> {
  const { available, detail, remedy } = await examineDebian();
  return { name: 'Debian packages', state: available ? 'ok' : 'missing', detail, remedy };
}

async function cacheFinding(flags: CommonOptions): Promise<Finding> {
  const folder = cacheFolder(flags);
  try {
    await openCache(folder);
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const detail = `${folder}, ${(free / GIB).toFixed(1)} GiB free`;
    return free < NEEDED_BYTES ? { name: 'cache', state: 'problem', detail, remedy: 'Free some space, or choose another disk with --cache or ASE_CACHE.' } : { name: 'cache', state: 'ok', detail, remedy: '' };
  } catch (error) {
    if (!(error instanceof AseError)) throw error;
    return { name: 'cache', state: 'problem', detail: error.message, remedy: error.remedy };
  }
}
