import { AGENT_FOLDER, complaintText, DUMMY_KEY, GATEWAY_ADDRESS } from '../agent-program.ts';
import type { AgentProgram } from '../agent-program.ts';

function configFor(model: string): unknown {
  return {
    autoupdate: false,
    share: 'disabled',
    model: `gateway/${model}`,
    small_model: `gateway/${model}`,
    provider: { gateway: { npm: '@ai-sdk/openai-compatible', name: 'gateway', options: { baseURL: `${GATEWAY_ADDRESS}/v1`, apiKey: DUMMY_KEY }, models: { [model]: { name: model, tool_call: true } } } },
    permission: { edit: 'allow', bash: 'allow', webfetch: 'deny', websearch: 'deny', external_directory: 'deny' },
  };
}

export const opencode: AgentProgram = {
  name: 'opencode',
  version: '1.18.18',
  provider: 'openai',
  defaultModel: null,
  packages: {
    x64: { name: 'opencode-linux-x64', version: '1.18.18', integrity: 'sha512-WmeUnhljYJ252wywKTiW4bNDzsas2njpjPUEh0jM6HKNI4vFxJtREtzaWViY4AKEAcOkLWT8Ll17ixvcHz3AnA==' },
    arm64: { name: 'opencode-linux-arm64', version: '1.18.18', integrity: 'sha512-e8D3g0qJEIzawEg2+ygW3vkZjAYL2ssyAx4GbihjwXwZFvlZZy5zRWWzdz5KLBoHSTl0FB73vNtnNeXONyHpVQ==' },
  },
  launch: ({ model, prompt }) => ({
    command: [`${AGENT_FOLDER}/bin/opencode`, 'run', '--pure', '--format', 'json', '-m', `gateway/${model}`, prompt],
    stdin: '',
    env: { OPENCODE_CONFIG_CONTENT: JSON.stringify(configFor(model)), OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_DISABLE_MODELS_FETCH: '1', OPENCODE_DISABLE_DEFAULT_PLUGINS: '1', OPENCODE_DISABLE_LSP_DOWNLOAD: '1' },
    files: {},
  }),
  complaint: ({ type, error }) => (type === 'error' ? complaintText(error) : null),
};
