/** A call of a tool: by its name, and the texts that it was given by the names of its fields. */
export interface ToolCall {
  readonly tool: string;
  readonly fields: Readonly<Record<string, string>>;
}

const MAX_DEPTH = 60;
type Json = Readonly<Record<string, unknown>>;

/**
 * All calls in events of agents and in conversations with models, whatever their format: anything with a name and arguments in one of the shapes that the four APIs and
 * five agents use. A call that is told several times counts once.
 */
export function toolCallsIn(values: Iterable<unknown>): ToolCall[] {
  const calls = new Map<string, ToolCall>();
  for (const value of values) collect(value, 0, calls);
  return [...calls.values()];
}

function collect(value: unknown, depth: number, calls: Map<string, ToolCall>): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) {
    const call = callOf(value as Json);
    if (call !== null) calls.set(JSON.stringify(call), call);
  }
  for (const item of Object.values(value)) collect(item, depth + 1, calls);
}

function callOf(object: Json): ToolCall | null {
  const { type } = object;
  switch (type) {
    // Anthropic and Claude Code; Gemini CLI and Qwen Code name the tool otherwise; opencode tells it of a part.
    case 'tool_use':
      return named(object['name'] ?? object['tool_name'], object['input'] ?? object['parameters']);
    case 'tool':
      return named(object['tool'], asObject(object['state'])?.['input']);
    case 'function_call':
      return named(object['name'], object['arguments']);
    case 'custom_tool_call':
      return named(object['name'], object['input']);
    case 'local_shell_call':
      return named('local_shell', object['action']);
    case 'command_execution':
      return named('command_execution', { command: object['command'] });
    default:
      return unnamed(object);
  }
}

/** Chat Completions say `function`, Gemini `functionCall`; neither repeats a type there that tells it. */
function unnamed({ function: called, functionCall }: Json): ToolCall | null {
  const [chat, gemini] = [asObject(called), asObject(functionCall)];
  if (chat !== null && chat['arguments'] !== undefined) return named(chat['name'], chat['arguments']);
  return gemini === null ? null : named(gemini['name'], gemini['args']);
}

function named(tool: unknown, input: unknown): ToolCall | null {
  if (typeof tool !== 'string') return null;
  const given = typeof input === 'string' ? (parse(input) ?? { input }) : asObject(input);
  const fields = Object.entries(given ?? {}).map(([name, value]) => [name, textOf(value)] as const);
  return { tool, fields: Object.fromEntries(fields) };
}

/** A command may be a list of words. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return JSON.stringify(value) ?? '';
}

function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function parse(text: string): Json | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}
