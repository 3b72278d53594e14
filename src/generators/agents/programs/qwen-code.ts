import { AGENT_FOLDER, complaintText, DUMMY_KEY, GATEWAY_ADDRESS } from '../agent-program.ts';
import type { AgentPackage, AgentProgram } from '../agent-program.ts';

const bundle: AgentPackage = { name: '@qwen-code/qwen-code', version: '0.24.4', integrity: 'sha512-pmexy/Nj+BKd3Un1ogqGQE8V4GJn5B6N9PQOrU1GH+lMR29kn6Bgf6YdbZa8hNIoTmAKT1LTPK+P8TibZRPPVg==' };

const SETTINGS = {
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  general: { disableAutoUpdate: true, disableUpdateNag: true, enableAutoUpdate: false },
};

export const qwenCode: AgentProgram = {
  name: 'qwen-code',
  version: bundle.version,
  provider: 'openai',
  defaultModel: null,
  packages: { x64: bundle, arm64: bundle },
  launch: ({ model, prompt }) => ({
    command: ['/env/node/bin/node', `${AGENT_FOLDER}/cli-entry.js`, '--auth-type', 'openai', '-m', model, '--approval-mode', 'yolo', '--exclude-tools', 'web_fetch,web_search,agent,skill', '-o', 'stream-json'],
    stdin: prompt,
    env: { OPENAI_BASE_URL: `${GATEWAY_ADDRESS}/v1`, OPENAI_API_KEY: DUMMY_KEY, OPENAI_MODEL: model },
    files: { '.qwen/settings.json': JSON.stringify(SETTINGS) },
  }),
  complaint: ({ type, is_error: isError, error, result }) => (type === 'result' && isError === true ? complaintText(error ?? result) : null),
};
