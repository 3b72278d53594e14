import type { LoopbackRequest, Script, ToolCall, Turn } from '../loopback/script.ts';

/** The tools that an agent offers its model, by what they do. */
export interface AgentTools {
  readonly read: (file: string) => ToolCall;
  readonly edit: (file: string, change: { readonly from: string; readonly to: string }) => ToolCall;
  readonly shell: (command: string) => ToolCall;
}

export const TOOLS: Readonly<Record<string, AgentTools>> = {
  'claude-code': {
    read: (file) => ({ name: 'Read', input: { file_path: `/work/repo/${file}` } }),
    edit: (file, { from, to }) => ({ name: 'Edit', input: { file_path: `/work/repo/${file}`, old_string: from, new_string: to } }),
    shell: (command) => ({ name: 'Bash', input: { command, description: 'runs it' } }),
  },
  codex: {
    read: (file) => ({ name: 'exec_command', input: { cmd: `cat ${file}` } }),
    edit: (file, { from, to }) => ({ name: 'apply_patch', text: patchText(file, from, to) }),
    shell: (command) => ({ name: 'exec_command', input: { cmd: command } }),
  },
  'gemini-cli': {
    read: (file) => ({ name: 'read_file', input: { file_path: file } }),
    edit: (file, { from, to }) => ({ name: 'replace', input: { file_path: file, instruction: 'write the region', old_string: from, new_string: to } }),
    shell: (command) => ({ name: 'run_shell_command', input: { command } }),
  },
  opencode: {
    read: (file) => ({ name: 'read', input: { filePath: `/work/repo/${file}` } }),
    edit: (file, { from, to }) => ({ name: 'edit', input: { filePath: `/work/repo/${file}`, oldString: from, newString: to } }),
    shell: (command) => ({ name: 'bash', input: { command, description: 'runs it' } }),
  },
  'qwen-code': {
    read: (file) => ({ name: 'read_file', input: { file_path: `/work/repo/${file}` } }),
    edit: (file, { from, to }) => ({ name: 'edit', input: { file_path: `/work/repo/${file}`, old_string: from, new_string: to } }),
    shell: (command) => ({ name: 'run_shell_command', input: { command, is_background: false } }),
  },
};

function patchText(file: string, from: string, to: string): string {
  const lines = (text: string, sign: string): string => text.replace(/\n$/, '').split('\n').map((line) => `${sign}${line}\n`).join('');
  return `*** Begin Patch\n*** Update File: ${file}\n@@\n${lines(from, '-')}${lines(to, '+')}*** End Patch`;
}

/** Whether a request is a step of the work, and not a question that an agent asks on the side (for a title, say), which has no tools. */
function isStep({ body }: LoopbackRequest): boolean {
  const { tools } = body as { tools?: unknown[] };
  return tools !== undefined && tools.length > 0;
}

/** Turns for the work; side questions get a few words. */
export function script(turns: readonly Turn[]): Script {
  return (request) => (isStep(request) ? (turns[Math.min(request.turn, turns.length - 1)] ?? { text: 'done' }) : { text: 'A title' });
}

/** Reads the file, puts `text` in the place of the marker, says so. */
export function rewriting(tools: AgentTools, file: string, change: { readonly from: string; readonly to: string }): Script {
  return script([{ text: 'I read the file first.', toolCalls: [tools.read(file)] }, { toolCalls: [tools.edit(file, change)] }, { text: 'The region is written.' }]);
}
