import type { GrammarName } from '../../util/grammars.ts';

/** Names that stand in the parsed text for what no language has. No code can hold them: they are only made in patterns. */
export const DOTS = '__ase_dots';
export const META = '__ase_meta_';
export const DEEP = '__ase_deep';
export const TYPED = '__ase_typed';

const SUPERGLOBALS = new Set(['$_GET', '$_POST', '$_COOKIE', '$_REQUEST', '$_SERVER', '$_FILES', '$_ENV', '$_SESSION', '$GLOBALS']);

/** Whether a word is a metavariable: upper case, and no variable that PHP itself has. */
export function isMetavariable(name: string): boolean {
  return /^\$(?:_|[A-Z_][A-Z0-9_]*)$/u.test(name) && !SUPERGLOBALS.has(name);
}

/** A pattern as a program of its language; the lowering turns the names back. */
export function rewritePattern(pattern: string, grammar: GrammarName): string {
  let text = outsideStrings(pattern, (code) => rewriteCode(code, grammar));
  if (grammar === 'php') text = text.replaceAll(new RegExp(`(function\\s*&?\\s*\\w*\\s*|fn\\s*)\\(([^()]*)`, 'gu'), (_, head: string, list: string) => `${head}(${list.replaceAll(new RegExp(`(?<!\\$)\\b${DOTS}`, 'gu'), `$${DOTS}`)}`);
  return text;
}

function outsideStrings(pattern: string, rewrite: (code: string) => string): string {
  const parts = pattern.split(/("""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/u);
  return parts.map((part, index) => (index % 2 === 1 ? interpolated(part, parts[index - 1] ?? '', rewrite) : rewrite(part))).join('');
}

/** Python's f-strings hold code. */
function interpolated(text: string, before: string, rewrite: (code: string) => string): string {
  return /[fF][rR]?$/u.test(before) ? text.replaceAll(/\{([^{}]*)\}/gu, (_, code: string) => `{${rewrite(code)}}`) : text;
}

function rewriteCode(code: string, grammar: GrammarName): string {
  // A text may stand between the two, in which case each is in a piece of code of its own.
  let text = code.replaceAll('<...', `${DEEP}(`).replaceAll('...>', ')');
  // Attributes of JSX hold strings and braces only.
  if (grammar === 'javascript' || grammar === 'tsx') text = text.replaceAll(/(<[\w$]+[^<>]*\s[\w$]+=)(\.\.\.|\$[A-Z_]\w*)(?=[\s/>])/gu, '$1{$2}');
  text = text.replaceAll(/\$\.\.\.([A-Z_][A-Z0-9_]*)/gu, grammar === 'php' ? `$${DOTS}_$1` : `${DOTS}_$1`);
  text = text.replaceAll(/\(\s*(\$[A-Z_][A-Z0-9_]*)\s*:\s*([\w.<>[\]]+)\s*\)(?!\s*(?:=>|\{|:))/gu, (whole, name: string, type: string, at: number) =>
    grammar === 'python' || !/function\s*\S*\s*$/u.test(text.slice(0, at)) ? `(${TYPED}(${name}, "${type}"))` : whole,
  );
  if (grammar !== 'python') text = text.replace(/^\s*\.\.\.(?=\s+(?:if|for|while|switch|try|return)\b)/u, `${DOTS};`).replace(/(\}\s*)\.\.\.\s*$/u, `$1${DOTS};`).replaceAll(/\bfor\s*\(\s*\.\.\.\s*\)/gu, `for (${DOTS};;)`).replaceAll(/(?<![,([]\s*)^([ \t]*)\.\.\.[ \t]*$/gmu, `$1${DOTS};`).replaceAll(/([{;]\s*)\.\.\.(\s*\})/gu, `$1${DOTS}${grammar === 'php' ? ';' : ''}$2`).replaceAll(/([{;}]\s*)\.\.\.(?=\s+[^\s,})\].])/gu, `$1${DOTS};`);
  text = grammar === 'python' ? text.replaceAll('...', DOTS) : text.replaceAll(/\.\.\.(?![\w$([{])/gu, DOTS).replaceAll(/(?<=function\s)\.\.\.(?=\()/gu, DOTS);
  // A module is named by a string.
  if (grammar !== 'python' && grammar !== 'php') text = text.replaceAll(/\bfrom\s+(\$[A-Z_]\w*)/gu, 'from "$1"');
  if (grammar === 'php') text = text.replaceAll(/(?<![\w)])\(\s*([A-Za-z_\\][\w\\]*)\s+(\$[A-Z_][A-Z0-9_]*)\s*\)/gu, (_, type: string, name: string) => `${TYPED}(${name}, "${type}")`);
  if (grammar === 'python') return text.replaceAll(/\$([A-Z_][A-Z0-9_]*)/gu, `${META}$1`);
  if (grammar !== 'php') return text;
  // PHP has real variables where a `$` stands; names of functions, classes and methods are bare words.
  return text.replaceAll(/\b(function|class|interface|trait|new|extends|implements|goto|use)(\s+)\$([A-Z_][A-Z0-9_]*)/gu, `$1$2${META}$3`).replaceAll(/#\[\s*\$([A-Z_]\w*)/gu, `#[${META}$1`).replaceAll(/(::)\$([A-Z]\w*)(?=\s*\()/gu, `$1${META}$2`);
}

/** In a class of PHP no expression stands alone: `...` is written as what may. */
export function withClassDots(text: string): string {
  const open: boolean[] = [];
  let from = 0;
  const dots = `${DOTS};`;
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '{') open.push(/\b(?:class|interface|trait)\b[^;{}]*$/u.test(text.slice(from, at)));
    if (letter === '}') open.pop();
    if ('{};'.includes(letter)) from = at + 1;
    const isDots = open.at(-1) === true && text.startsWith(dots, at);
    result += isDots ? `use ${dots}` : letter;
    if (isDots) at += dots.length - 1;
  }
  return result;
}

/** `...` among the pairs of a dictionary of Python. */
export function withPairDots(text: string): string {
  return text.replaceAll(new RegExp(`([{,]\\s*)${DOTS}(?=\\s*[,}])`, 'gu'), `$1**${DOTS}`);
}
