import { AGENT_FOLDER, complaintText, DUMMY_KEY, GATEWAY_ADDRESS } from '../agent-program.ts';
import type { AgentPackage, AgentProgram } from '../agent-program.ts';

const bundle: AgentPackage = { name: '@google/gemini-cli', version: '0.61.0', integrity: 'sha512-dbQ9A0qBtFJNi6XBkHvfZ6Azpn6PNgH/P8h2MZ67RLlX8hSAVjup39CRWqdRxZv7YXIuhrFaytr8y0jKnkoxnQ==' };

const SETTINGS = {
  security: { auth: { selectedType: 'gemini-api-key' } },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  general: { disableAutoUpdate: true, disableUpdateNag: true, enableAutoUpdate: false, enableAutoUpdateNotification: false },
  tools: { core: ['list_directory', 'read_file', 'read_many_files', 'write_file', 'replace', 'glob', 'search_file_content', 'grep_search', 'run_shell_command'] },
};

export const geminiCli: AgentProgram = {
  name: 'gemini-cli',
  version: bundle.version,
  provider: 'google',
  defaultModel: 'gemini-3.1-pro-preview',
  packages: { x64: bundle, arm64: bundle },
  launch: ({ model, prompt }) => ({
    command: ['/env/node/bin/node', `${AGENT_FOLDER}/bundle/gemini.js`, '-m', model, '--approval-mode', 'yolo', '--skip-trust', '-o', 'stream-json'],
    stdin: prompt,
    env: { GOOGLE_GEMINI_BASE_URL: GATEWAY_ADDRESS, GEMINI_API_KEY: DUMMY_KEY, GEMINI_CLI_NO_RELAUNCH: 'true' },
    files: { '.gemini/settings.json': JSON.stringify(SETTINGS) },
  }),
  complaint: ({ type, status, error }) => (type === 'result' && status === 'error' ? complaintText(error) : null),
};
