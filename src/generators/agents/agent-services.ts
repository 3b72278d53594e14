import type { Gateway, GatewayBudget, GatewayStop, Provider } from '../../contract/gateway.ts';
import type { AttemptToGenerate } from '../../contract/generation.ts';
import type { Mount, SandboxDriver } from '../../contract/sandbox.ts';
import type { AgentPackage } from './agent-program.ts';

export interface GatewayRequest {
  readonly attempt: AttemptToGenerate;
  readonly provider: Provider;
  readonly model: string;
  readonly budget: GatewayBudget;
  readonly onStop: (stop: GatewayStop) => void;
}

/** Folders that are gone when the attempt is over. */
export interface AgentFolders {
  /** A new folder that holds these files as sandboxes can use them; they are executable where they are in `base`. */
  layer(files: ReadonlyMap<string, Buffer>, base?: string): Promise<string>;
}

export interface AgentPrompt {
  readonly prompt: string;
  /** Context items that were left out. */
  readonly dropped: readonly string[];
}

/** What an agent needs of the rest of the program. */
export interface AgentServices {
  readonly sandbox: SandboxDriver;
  /** What candidates see beside the repository: the runtime at /env/node, dependencies. */
  prepare(task: Pick<AttemptToGenerate, 'task' | 'folder'>): Promise<{ readonly repository: string; readonly mounts: readonly Mount[] }>;
  /** The unpacked files of a package. @throws AseError as fetchSource does */
  install(agent: AgentPackage): Promise<string>;
  withFolders<Value>(action: (folders: AgentFolders) => Promise<Value>): Promise<Value>;
  openGateway(request: GatewayRequest): Promise<Gateway>;
  /** In mode `tools`. */
  buildPrompt(attempt: AttemptToGenerate): Promise<AgentPrompt>;
  /** Of the prompt's template and settings. */
  readonly promptDigest: string;
}
