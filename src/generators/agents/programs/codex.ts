import { arch } from 'node:process';
import { AGENT_FOLDER, complaintText, DUMMY_KEY, GATEWAY_ADDRESS } from '../agent-program.ts';
import type { AgentProgram } from '../agent-program.ts';

/** Its binaries lie below the name of their target. */
const TARGETS: Readonly<Record<string, string>> = { x64: 'x86_64-unknown-linux-musl', arm64: 'aarch64-unknown-linux-musl' };
const KEY_VARIABLE = 'ASE_GATEWAY_KEY';

/** As `-c` reads it: TOML. */
function setting(name: string, value: string | boolean): string[] {
  return ['-c', `${name}=${JSON.stringify(value)}`];
}

export const codex: AgentProgram = {
  name: 'codex',
  version: '0.169.0',
  provider: 'openai',
  defaultModel: 'gpt-6.1-sol',
  packages: {
    x64: { name: '@openai/codex', version: '0.169.0-linux-x64', integrity: 'sha512-o05NyAOCDygSPRo1yinzxvkRSdmsZyBD9E7mbpmjRanSfM8lypqWtQgEo4XfNkwhuCR2aFu8mlGOsQGFXVbVww==' },
    arm64: { name: '@openai/codex', version: '0.169.0-linux-arm64', integrity: 'sha512-NZ/DaQUpcQmxmqee7Z9uC1rzw3GhSbooawcaTe1LN5Yk+WlinUKGdTXJgClRT/9ogQEEM9TWxYzvxPfj5G/xFg==' },
  },
  launch: ({ model, prompt }) => ({
    command: [
      `${AGENT_FOLDER}/vendor/${TARGETS[arch] ?? arch}/bin/codex`,
      ...['exec', '--json', '--ephemeral', '--ignore-user-config', '--skip-git-repo-check'],
      ...['-C', '/work/repo', '-m', model],
      ...setting('model_provider', 'gateway'),
      ...['-c', `model_providers.gateway={name="gateway",base_url="${GATEWAY_ADDRESS}/v1",env_key="${KEY_VARIABLE}",wire_api="responses"}`],
      ...setting('web_search', 'disabled'),
      ...setting('analytics.enabled', false),
      ...['--disable', 'plugins', '--disable', 'apps'],
      // It is in a sandbox already, where it can open none.
      ...['-s', 'danger-full-access'],
      '-',
    ],
    stdin: prompt,
    env: { [KEY_VARIABLE]: DUMMY_KEY },
    files: {},
  }),
  complaint: ({ type, error, message }) => (type === 'turn.failed' || type === 'error' ? complaintText(error ?? message) : null),
};
