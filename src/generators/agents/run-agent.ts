import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Gateway, GatewayReport, GatewayStop } from '../../contract/gateway.ts';
import { GATEWAY_SOCKET } from '../../contract/gateway.ts';
import type { AttemptToGenerate } from '../../contract/generation.ts';
import type { Mount, SandboxDriver, SandboxResult } from '../../contract/sandbox.ts';
import { sandboxLimits } from './agent-limits.ts';
import type { AgentLimits } from './agent-limits.ts';
import { GATEWAY_PORT } from './agent-program.ts';
import type { AgentLaunch } from './agent-program.ts';
import type { AgentFolders } from './agent-services.ts';
import type { AgentWorkspace } from './agent-workspace.ts';
import type { LaunchPlan } from './inside/launcher.ts';

const GATEWAY_FOLDER = '/gateway';
const LAUNCHER_FOLDER = '/env/launcher';
/** As it lies beside this file: TypeScript in a checkout, JavaScript in the package. */
const LAUNCHER = `launcher${extname(import.meta.filename)}`;

export interface AgentRun {
  readonly sandbox: SandboxDriver;
  readonly folders: AgentFolders;
  readonly workspace: AgentWorkspace;
  readonly launch: AgentLaunch;
  /** The program's folder, or that of a command's file. */
  readonly program: Mount;
  readonly limits: AgentLimits;
  readonly attempt: AttemptToGenerate;
  /** Null where there is no model to reach. */
  readonly openGateway: ((onStop: (stop: GatewayStop) => void) => Promise<Gateway>) | null;
}

export interface AgentRunResult {
  readonly result: SandboxResult;
  readonly report: GatewayReport | null;
  /** The folder with all that was changed. */
  readonly upper: string;
}

/** Runs an agent in a sandbox of its own until it ends, a limit is reached, or the attempt is cancelled; afterwards nothing of it runs, and the gateway is closed. */
export async function runAgent(run: AgentRun): Promise<AgentRunResult> {
  const { sandbox, folders, workspace, program, limits, attempt } = run;
  const stopping = new AbortController();
  const gateway = (await run.openGateway?.(() => stopping.abort())) ?? null;
  try {
    const upper = await folders.layer(new Map());
    const launcher = await folders.layer(new Map([[LAUNCHER, await readFile(join(import.meta.dirname, 'inside', LAUNCHER))]]));
    const own: readonly Mount[] = [program, { source: launcher, target: LAUNCHER_FOLDER }, ...(gateway === null ? [] : [{ source: gateway.folder, target: GATEWAY_FOLDER }])];
    const plan: LaunchPlan = { ...run.launch, gateway: gateway === null ? null : { socket: `${GATEWAY_FOLDER}/${GATEWAY_SOCKET}`, port: GATEWAY_PORT } };
    const result = await sandbox.run({
      role: 'candidate',
      command: ['/env/node/bin/node', `${LAUNCHER_FOLDER}/${LAUNCHER}`],
      mounts: [...workspace.mounts, ...own],
      privateMounts: [],
      repository: { layers: workspace.layers, upper },
      stdin: `${JSON.stringify(plan)}\n`,
      // Codex keeps nothing below the folder for temporary files, which is the home folder otherwise. A colour or a cursor in an event is of use to nobody.
      env: { PATH: '/env/node/bin:/work/repo/node_modules/.bin:/work/node_modules/.bin:/usr/local/bin:/usr/bin:/bin', TMPDIR: '/tmp', NO_COLOR: '1', TERM: 'dumb', LANG: 'C.UTF-8', TZ: 'UTC' },
      limits: sandboxLimits(limits),
      signal: AbortSignal.any([attempt.signal, stopping.signal]),
    });
    return { result, report: (await gateway?.close()) ?? null, upper };
  } finally {
    await gateway?.close();
  }
}
