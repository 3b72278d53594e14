import type { Task } from '../contract/task.ts';

/** What stands before and after the words of a comment. */
export type CommentForm = readonly [open: string, close: string];

const BLOCK: CommentForm = ['/* ', ' */'];
const HASH: CommentForm = ['# ', ''];
const MARKUP: CommentForm = ['<!-- ', ' -->'];
const DASHES: CommentForm = ['-- ', ''];
const SEMICOLON: CommentForm = ['; ', ''];
const HASH_LANGUAGES: ReadonlySet<Task['language']> = new Set<Task['language']>(['python', 'ruby', 'perl']);

const FORMS: readonly (readonly [form: CommentForm, extensions: string])[] = [
  [BLOCK, 'js mjs cjs jsx ts mts cts tsx java kt kts scala groovy go c h cc cpp cxx hh hpp hxx cs m mm swift rs dart proto css scss less graphql v'],
  [HASH, 'py pyi pyx rb rake gemspec pl pm t sh bash zsh fish yaml yml toml conf cfg properties r jl ex exs nix tf mk cmake coffee graphqls awk tcl dockerfile makefile gemfile rakefile'],
  [MARKUP, 'html htm xhtml xml xsl xslt svg vue svelte astro md markdown xaml wsdl plist'],
  [DASHES, 'sql lua hs elm adb ads vhd vhdl'],
  [SEMICOLON, 'ini lisp el clj cljs scm asm s'],
  [['//- ', ''], 'jade pug'],
  [['{# ', ' #}'], 'twig j2 jinja jinja2 njk liquid'],
  [['{* ', ' *}'], 'tpl smarty latte'],
  [['{{/* ', ' */}}'], 'tmpl gohtml gotmpl'],
  [['{{!-- ', ' --}}'], 'hbs handlebars'],
  [['{{! ', ' }}'], 'mustache'],
  [['<%# ', ' %>'], 'ejs erb rhtml'],
  [['<%-- ', ' --%>'], 'jsp jspf tag asp aspx ascx'],
  [['@* ', ' *@'], 'cshtml razor'],
  [['REM ', ''], 'bat cmd'],
  [['% ', ''], 'erl hrl tex'],
  [["' ", ''], 'vb bas vbs'],
  [['(* ', ' *)'], 'ml mli pas fs'],
];

const BY_EXTENSION: ReadonlyMap<string, CommentForm> = new Map(FORMS.flatMap(([form, extensions]) => extensions.split(' ').map((extension) => [extension, form] as const)));

/** Besides those of the table: what people and models write instead. */
const OTHER_PAIRS: readonly CommentForm[] = [['//', ''], ['{/*', '*/}'], ['<?php /*', '*/ ?>'], ['<?php /*', '*/'], ['/*', '*/ ?>']];
const PAIRS: readonly CommentForm[] = [...FORMS.map(([[open, close]]): CommentForm => [open.trim(), close.trim()]), ...OTHER_PAIRS];

/** Whether two pieces of text are the two sides of a comment in some language. */
export function areCommentSides(before: string, after: string): boolean {
  return PAIRS.some(([open, close]) => open === before.trim() && close === after.trim());
}

/** A stretch of another language inside a file, and how a comment looks there. */
interface Island {
  readonly open: string;
  readonly close: string;
  readonly form: CommentForm;
}

const SCRIPTS: readonly Island[] = [
  { open: '<script', close: '</script', form: BLOCK },
  { open: '<style', close: '</style', form: BLOCK },
];

const ISLANDS: ReadonlyMap<string, readonly Island[]> = new Map(
  (
    [
      ['html htm xhtml vue svelte astro', SCRIPTS],
      ['jsp jspf tag ejs', [{ open: '<%', close: '%>', form: BLOCK }]],
      ['erb rhtml', [{ open: '<%', close: '%>', form: HASH }]],
    ] as const
  ).flatMap(([extensions, islands]) => extensions.split(' ').map((extension) => [extension, islands] as const)),
);

const PHP_EXTENSIONS: ReadonlySet<string> = new Set(['php', 'phtml', 'php3', 'php4', 'php5', 'php7', 'phps', 'inc', 'module']);

export interface CommentPlace {
  readonly file: string;
  readonly language: Task['language'];
  /** The file's text before the region, and up to the region's end; a character a byte will do. */
  readonly before: string;
  readonly through: string;
}

/** The comment that fits a region: by the file's extension, else by the task's language, and by what surrounds the region in a file of several languages. */
export function commentFormAt({ file, language, before, through }: CommentPlace): CommentForm {
  const extension = extensionOf(file);
  if (PHP_EXTENSIONS.has(extension) && (language === 'php' || extension.startsWith('ph'))) return phpForm(before, through);
  const island = ISLANDS.get(extension)?.find(({ open, close }) => isInside(before.toLowerCase(), open, close));
  return island?.form ?? BY_EXTENSION.get(extension) ?? (HASH_LANGUAGES.has(language) ? HASH : BLOCK);
}

/** Lower case, without the dot; the whole name of a file without one, such as `makefile`. */
export function extensionOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The last tag before a place decides. A tag inside a string may mislead it: the comment then looks odd, and nothing depends on that. */
function isInside(text: string, open: string, close: string): boolean {
  return text.lastIndexOf(open) > text.lastIndexOf(close);
}

/** A region may begin or end outside of PHP code: the comment leaves the file's rest in the state that the region left it in. */
function phpForm(before: string, through: string): CommentForm {
  const [startsInside, endsInside] = [isInside(before, '<?', '?>'), isInside(through, '<?', '?>')];
  return [startsInside ? BLOCK[0] : `<?php ${BLOCK[0]}`, endsInside ? BLOCK[1] : `${BLOCK[1]} ?>`];
}
