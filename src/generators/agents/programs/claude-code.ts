import { AGENT_FOLDER, complaintText, DUMMY_KEY, GATEWAY_ADDRESS } from '../agent-program.ts';
import type { AgentProgram } from '../agent-program.ts';

const TOOLS = ['Read', 'Write', 'Edit', 'Glob', 'Grep', 'Bash'];

export const claudeCode: AgentProgram = {
  name: 'claude-code',
  version: '2.1.331',
  provider: 'anthropic',
  defaultModel: 'claude-opus-5-5',
  packages: {
    x64: { name: '@anthropic-ai/claude-code-linux-x64', version: '2.1.331', integrity: 'sha512-IpvZ9c/NopO/sr8ThWLVAUDXVAFT3auLWrhbR6wq1dgkuJfZYdTtoXf6GajE5KL9R58iTt/86OPXrJAsM4+l8g==' },
    arm64: { name: '@anthropic-ai/claude-code-linux-arm64', version: '2.1.331', integrity: 'sha512-zy+OOB7i1J7rCjNoPB2ZBD7EAtT0Eus1wH+toklZGL2XpwHyw+POGUGOpEBBE6xe5EkAYWXzFSTQ3uD8UtWlRg==' },
  },
  launch: ({ model, prompt }) => ({
    command: [
      `${AGENT_FOLDER}/claude`,
      '-p',
      ...['--output-format', 'stream-json', '--verbose'],
      ...['--model', model],
      ...['--permission-mode', 'dontAsk', '--tools', TOOLS.join(','), '--allowedTools', TOOLS.join(' ')],
      ...['--setting-sources', '', '--strict-mcp-config', '--no-session-persistence'],
    ],
    stdin: prompt,
    env: {
      ANTHROPIC_BASE_URL: GATEWAY_ADDRESS,
      ANTHROPIC_API_KEY: DUMMY_KEY,
      // Small helper models would be answered by the pinned one all the same.
      ANTHROPIC_SMALL_FAST_MODEL: model,
      ANTHROPIC_DEFAULT_HAIKU_MODEL: model,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    },
    files: {},
  }),
  complaint: ({ type, is_error: isError, result }) => (type === 'result' && isError === true ? complaintText(result) : null),
};
