import type { Refusal } from '../../contract/gateway.ts';
import type { ToolCall } from './tool-calls.ts';

export const MARKS = ['network', 'git-history', 'checks', 'registry'] as const;
export type Mark = (typeof MARKS)[number];

export interface AuditInput {
  readonly calls: readonly ToolCall[];
  readonly refusals: readonly Refusal[];
}

/** Fields that say what is run, and those that say where something is. What is written into a file is neither. */
const COMMAND_FIELDS = /^(?:command|cmd|commands|script|input|code)$/i;
const PLACE_FIELDS = /^(?:.*path|paths?|dir|directory|dir_path|file|file_name|filename|url|urls?|uri|pattern|glob|query|include|workdir|cwd)$/i;
/** Free text that is a program only for some tools. */
const SHELL_TOOLS = /shell|bash|exec|terminal|command/i;

/** At the beginning of a command: a word alone says nothing. */
const START = String.raw`(?:^|[;&|(\n\x60$]|\b(?:sudo|env|exec|time|nohup|xargs|timeout \S+|sh -c|bash -c|bash -lc)\s+["']?)\s*(?:\/\S*\/)?`;
const COMMANDS: Readonly<Record<Mark, RegExp>> = {
  network: new RegExp(String.raw`${START}(?:curl|wget|nc|ncat|netcat|telnet|ssh|scp|rsync|ftp|sftp|ping|dig|nslookup|host|getent\s+a?hosts|traceroute|socat)\b|\bgit\s+(?:-\S+\s+\S+\s+)*(?:clone|fetch|pull|ls-remote|remote\s+add|submodule)\b|\b(?:https?|ftp):\/\/(?!(?:localhost|127\.|\[::1\]|0\.0\.0\.0))|\/dev\/(?:tcp|udp)\/|\burllib\.request|\brequests\.get\b|\bsocket\.create_connection\b`, 'i'),
  'git-history': /\bgit\s+(?:-\S+(?:\s+[^\s-]\S*)?\s+)*(?:log|show|reflog|blame|stash\s+(?:list|show|pop|apply)|rev-list|cat-file|fsck|whatchanged|shortlog|bisect|checkout\s+\S*[~^]|diff\s+\S*(?:HEAD|origin)\S*[~^.])|(?:^|[\s"'/])\.git\/(?:objects|packed-refs|logs|refs|ORIG_HEAD|FETCH_HEAD)/i,
  checks: /(?:^|[\s"'=:(])\/judge\b|\/drop\b|\bexploit[-_.*?\w]*\.(?:mjs|js|py|sh)\b|(?:^|[\s"'/])checks\/|\btask\.ya?ml\b|ASE_LAUNCHER|\/proc\/\d+\/(?:root|environ|mem|cwd)/i,
  registry: new RegExp(String.raw`${START}(?:npm\s+(?:-\S+\s+)*(?:i|install|ci|add|view|info|show|pack|search|update|exec|x)\b|npx\s|yarn\s+(?:add|install|info)\b|pnpm\s+(?:add|i|install|view|dlx)\b|pip3?\s+(?:install|download|index)\b|python3?\s+-m\s+pip\b|apt(?:-get)?\s+(?:install|update|source)\b|gem\s+(?:install|fetch)\b|cargo\s+(?:install|add|fetch)\b|go\s+(?:get|install|mod\s+download)\b|composer\s+(?:require|install)\b|mvn\b)`, 'i'),
};
const PLACES: Readonly<Record<Mark, RegExp>> = {
  network: /^(?:https?|ftp):\/\/(?!(?:localhost|127\.|\[::1\]))/i,
  'git-history': /(?:^|\/)\.git(?:\/|$)/,
  checks: /^\/judge\b|^\/drop\b|\bexploit|(?:^|\/)checks(?:\/|$)|(?:^|\/)suite\/tasks|\btask\.ya?ml$|^\/proc\/\d/i,
  registry: /(?:^|\/)\.npm\/|_cacache/i,
};
/** Tools of agents whose only purpose is the network. */
const NETWORK_TOOLS = /^(?:web_?fetch|web_?search|google_web_search|fetch|browser.*)$/i;

/** What the agents' own programs ask of any API, whatever their model does. */
const CHATTER: readonly RegExp[] = [/^(?:GET|HEAD) \/(?:v1\/models.*|v1beta\/models.*|)$/, /^\S+ \/api\//, /^\S+ \/v1\/(?:mcp|oauth|organizations|alpha)/, /^GET \/v1\/responses$/];

/**
 * Which of the things that a benchmark's answers could be looked up with an agent tried: a word of suspicion for people to follow, never a verdict. It sees what an agent
 * asked its tools for; what a program of its own did inside is stopped by the sandbox and not seen here, but for what reached the gateway.
 */
export function auditMarks({ calls, refusals }: AuditInput): Mark[] {
  const tried = new Set<Mark>();
  for (const { tool, fields } of calls) {
    if (NETWORK_TOOLS.test(tool)) tried.add('network');
    for (const [name, text] of Object.entries(fields)) for (const mark of marksOf(tool, name, text)) tried.add(mark);
  }
  if (refusals.some(isTrial)) tried.add('network');
  return MARKS.filter((mark) => tried.has(mark));
}

function marksOf(tool: string, field: string, text: string): Mark[] {
  const patterns = isCommand(tool, field) ? COMMANDS : PLACE_FIELDS.test(field) ? PLACES : null;
  return patterns === null ? [] : MARKS.filter((mark) => patterns[mark].test(text));
}

function isCommand(tool: string, field: string): boolean {
  if (!COMMAND_FIELDS.test(field)) return false;
  return field === 'input' || field === 'code' ? SHELL_TOOLS.test(tool) : true;
}

function isTrial({ kind, method, path }: Refusal): boolean {
  if (kind === 'budget' || kind === 'replay') return false;
  return kind === 'tool' || !CHATTER.some((pattern) => pattern.test(`${method} ${path}`));
}
