import type { Provider } from '../../contract/gateway.ts';

/** Where the gateway is found from inside; always the same, so that two runs of an agent ask the same. */
export const GATEWAY_PORT = 41_877;
export const GATEWAY_ADDRESS = `http://127.0.0.1:${GATEWAY_PORT}`;
export const AGENT_FOLDER = '/env/agent';
/** The gateway puts the real one in its place. */
export const DUMMY_KEY = 'ase-gateway-adds-the-key';

/** An npm package, by the hash of its archive. */
export interface AgentPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

export interface LaunchInput {
  readonly model: string;
  readonly prompt: string;
}

/** How an agent's program is started inside of its sandbox, in the repository's folder. */
export interface AgentLaunch {
  readonly command: readonly [string, ...string[]];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Settings, by paths below the home folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** One coding agent. */
export interface AgentProgram {
  readonly name: string;
  readonly version: string;
  readonly provider: Provider;
  /** What this version asks for by itself; null where one has to be named. */
  readonly defaultModel: string | null;
  /** The package that runs by itself, without others, by architecture. */
  readonly packages: Readonly<Record<string, AgentPackage>>;
  launch(input: LaunchInput): AgentLaunch;
  /** What the agent says went wrong in its last event; null where nothing did. It may end with 0 all the same. */
  complaint(event: Readonly<Record<string, unknown>>): string | null;
}

/** The one line that an agent says for people: never longer than a line. */
export function complaintText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300) || 'the agent reports a failure';
}
