import { lexer, type Token, walkTokens } from 'marked';

export interface DocumentedCommand {
  readonly command: string;
  /** Lines that the document shows below a `$ command`. */
  readonly output: readonly string[];
}

const PROGRAMS = /^(?:\.\/ase|ase|npm|npx|node) /;

/** The commands in a document's code blocks, in their order; a comment behind a command belongs to the reader. */
export function documentedCommands(markdown: string): DocumentedCommand[] {
  const commands: { command: string; output: string[] }[] = [];
  for (const block of codeBlocks(markdown)) {
    let shown: string[] | null = null;
    for (const line of block.split('\n')) {
      const command = line.replace(/^\$ /, '').replace(/\s+#.*$/, '');
      if (PROGRAMS.test(command)) {
        const output: string[] = [];
        commands.push({ command, output });
        shown = line.startsWith('$ ') ? output : null;
      } else if (line.trim() !== '') shown?.push(line.trim());
    }
  }
  return commands;
}

/** Commands that a document names in its sentences. */
export function mentionedCommands(markdown: string): string[] {
  const found: string[] = [];
  void walkTokens(lexer(markdown), (token: Token) => {
    if (token.type === 'codespan' && PROGRAMS.test(`${token['text']} `)) found.push(String(token['text']));
  });
  return found;
}

export function codeBlocks(markdown: string): string[] {
  const found: string[] = [];
  void walkTokens(lexer(markdown), (token: Token) => {
    if (token.type === 'code') found.push(String(token['text']));
  });
  return found;
}
