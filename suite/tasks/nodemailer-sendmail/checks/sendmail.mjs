import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @type {Promise<string> | undefined} */
let bin;

/** The folder of programs that candidates find first, once for a check: making a recorder starts processes. @param {any} context */
const programs = ({ recorder }) => (bin ??= recorder('beside').then((/** @type {{ path: string }} */ { path }) => dirname(path)));

/**
 * A program that reads its arguments as those do that stand in for sendmail: options anywhere before two dashes, some with a value behind them. It tells what it
 * understood and keeps the mail; what it takes for an option it also tells \`canary\`, a program of the judge's, where that is given.
 * @param {string} log @param {number} code @param {string} canary
 */
const script = (log, code, canary) => `#!/bin/sh
ended=
note() {
  printf '%s\\0%s\\0' "$1" "$2" >>${log}
  case "$1 $2" in 'option -i'|'option -v') ;; 'option '*) ${canary} "$2" </dev/null ;; esac
}
note call ''
while [ $# -gt 0 ]; do
  word=$1
  shift
  case "$ended$word" in
    --) ended=yes ;;
    -f) note from "$1"; shift ;;
    -f?*) note from "\${word#-f}" ;;
    -[XCOFrRNophLV]) note option "$word $1"; shift ;;
    -*) note option "$word" ;;
    *) word=\${word#<}; note recipient "\${word%>}" ;;
  esac
done
cat >${log}.mail
exit ${code}
`;

/**
 * Puts the program where candidates find it, as `sendmail` and under a path of its own.
 * @param {any} context @param {number} [code] @param {string} [canary]
 */
export async function installSendmail(context, code = 0, canary = ':') {
  const { target, random } = context;
  const log = join(target.scratch, `log-${random.token(8)}`);
  const folder = await programs(context);
  const path = join(folder, `mta-${random.token(6)}`);
  for (const file of [join(folder, 'sendmail'), path]) writeFileSync(file, script(log, code, canary), { mode: 0o755 });
  return { log, path };
}

/** What the program understood, call by call. @param {any} context @param {string} log @returns {Promise<{ from: string[], options: string[], recipients: string[] }[]>} */
export async function understood({ target }, log) {
  const words = (await target.call('read', log)).split('\0');
  /** @type {{ from: string[], options: string[], recipients: string[] }[]} */
  const calls = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [kind, value = ''] = words.slice(at, at + 2);
    if (kind === 'call') calls.push({ from: [], options: [], recipients: [] });
    const call = calls.at(-1);
    if (kind === 'from') call?.from.push(value);
    if (kind === 'option') call?.options.push(value);
    if (kind === 'recipient') call?.recipients.push(value);
  }
  return calls;
}

/** An address as people have them. @param {any} random */
export const address = (random) =>
  `${random.word()}${random.pick(['', '-', '.', '+', '_', "'", '--', '=', '&'])}${random.word()}${random.int(0, 9)}@${random.pick(['', 'mail.', 'x-'])}${random.word()}.${random.pick(['example', 'test'])}`;
