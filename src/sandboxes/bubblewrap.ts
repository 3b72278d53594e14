import { AseError } from '../contract/errors.ts';
import type { Availability, SandboxDriver, SandboxResult } from '../contract/sandbox.ts';
import { openHost, trialSpec } from './bubblewrap-host.ts';
import type { Host } from './bubblewrap-host.ts';
import { runSpec } from './bubblewrap-sandbox.ts';
import { sweepAbandoned } from './bubblewrap-sweep.ts';
import { SEARCH_PATH } from './bubblewrap-tools.ts';

export interface BubblewrapOptions {
  /** Folders with the programs that the driver needs, as PATH writes them. */
  readonly searchPath?: string;
}

/** Sandboxes of Linux namespaces, opened by bubblewrap: as root each candidate has a user of its own, as anybody else a user namespace. */
export function createBubblewrap({ searchPath = SEARCH_PATH }: BubblewrapOptions = {}): SandboxDriver {
  let opened: Promise<Host> | null = null;
  // A failure is not kept: what is missing may be installed meanwhile.
  const host = (): Promise<Host> =>
    (opened ??= openHost(searchPath).catch((error: unknown) => {
      opened = null;
      throw error;
    }));

  return {
    name: 'bubblewrap',
    async probe(): Promise<Availability> {
      try {
        const found = await host();
        const { end, stderr } = await runSpec(found, trialSpec(found));
        if (end.kind === 'exited' && end.code === 0) return { available: true, detail: found.detail, remedy: '' };
        return { available: false, ...refusal(found, end.kind === 'lost' ? end.reason : `${JSON.stringify(end)} ${stderr.toString('utf8')}`) };
      } catch (error) {
        if (!(error instanceof AseError)) throw error;
        return { available: false, detail: error.message, remedy: error.remedy };
      }
    },
    async prepare(): Promise<void> {
      await host();
    },
    async run(spec): Promise<SandboxResult> {
      return runSpec(await host(), spec);
    },
    sweep: sweepAbandoned,
    async identity(): Promise<string> {
      return (await host()).identity;
    },
  };
}

function refusal(host: Host, reason: string): { detail: string; remedy: string } {
  const remedy =
    host.separator.kind === 'users'
      ? 'Run as a root that may mount (CAP_SYS_ADMIN), or as an ordinary user where user namespaces are allowed.'
      : 'Allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 (those that exist here), or run as root.';
  return { detail: `bubblewrap ${host.version} is installed, but cannot open a sandbox: ${reason}`, remedy };
}
