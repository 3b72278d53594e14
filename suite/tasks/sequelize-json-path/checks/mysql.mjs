/** What MySQL and MariaDB read in a statement, written again for SQLite: strings, names and comments end where they end there. */
import assert from 'node:assert/strict';

const ESCAPES = new Map([['0', '\0'], ['b', '\b'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['Z', '\x1a'], ['%', '\\%'], ['_', '\\_']]);

const FORMS = [
  { kind: 'space', form: /(?:\s+|#[^\n]*|--(?=[\s\0]|$)[^\n]*|\/\*(?!!)[^]*?\*\/)+/y },
  // What stands in such a comment runs.
  { kind: 'space', form: /\/\*!\d*|\*\//y },
  { kind: 'string', form: /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"/y },
  { kind: 'name', form: /`(?:[^`]|``)+`/y },
  { kind: 'word', form: /[\w$\u0080-\uffff]+/y },
  { kind: 'or', form: /\|\|/y },
  { kind: 'and', form: /&&/y },
  { kind: 'sign', form: /->>?|<=|>=|<>|!=|[-+*/%=<>!,.()|&^~:@]/y },
  { kind: 'end', form: /;/y },
];

/** @param {string} text */
function tokens(text) {
  const found = [];
  for (let place = 0; place < text.length; ) {
    const token = FORMS.map(({ kind, form }) => {
      form.lastIndex = place;
      return { kind, text: form.exec(text)?.[0] };
    }).find((one) => one.text !== undefined);
    if (token === undefined) return null;
    found.push(token);
    place += token.text.length;
  }
  return found;
}

/** @param {string} text with its quotes */
function unquoted(text) {
  const [quote] = text;
  return text.slice(1, -1).replace(/\\([^])|''|""/g, (whole, char) => {
    if (char !== undefined) return ESCAPES.get(char) ?? char;
    return whole[0] === quote ? quote : whole;
  });
}

const quoted = (text, quote) => `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

/**
 * @param {any} sql
 * @returns {string | null} null for what no MySQL would take: an open string, or one statement behind another
 */
export function forSqlite(sql) {
  const found = typeof sql === 'string' && sql.length < 20_000 ? tokens(sql) : null;
  if (found === null) return null;
  const parts = [];
  let string = null;
  for (const { kind, text } of [...found, { kind: 'last', text: '' }]) {
    if (parts.at(-1) === ';' && kind !== 'space' && kind !== 'last') return null;
    if (kind === 'space') continue;
    // Strings behind one another are one.
    if (kind === 'string') {
      string = (string ?? '') + unquoted(text);
      continue;
    }
    if (string?.includes('\0')) return null;
    if (string !== null) parts.push(quoted(string, "'"));
    string = null;
    parts.push({ name: () => quoted(text.slice(1, -1).replaceAll('``', '`'), '"'), or: () => 'or', and: () => 'and' }[kind]?.() ?? text);
  }
  return parts.reduce((sql, part, index) => `${sql}${index === 0 || part === '.' || parts[index - 1] === '.' ? '' : ' '}${part}`, '');
}

// A reader that does not work must not look like a database that refuses.
assert.equal(forSqlite("select `a``b`.c ->>'$.\\'x''y\\n' \"z\" -- w'\n where 1 || 2 # '"), "select \"a`b\".c ->> '$.''x''y\nz' where 1 or 2 ");
assert.deepEqual(["select 'a", 'select `', "select 1; drop table x", "select '\\'"].map(forSqlite), [null, null, null, null]);
assert.equal(forSqlite('select 1;--x'), null);
assert.equal(forSqlite('select 1; -- x'), 'select 1 ; ');
