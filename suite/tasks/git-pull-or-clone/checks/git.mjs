import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** @type {Promise<string> | undefined} */
let bin;

/** The folder of programs that candidates find first, once for a check: making a recorder starts processes. @param {any} context */
const programs = ({ recorder }) => (bin ??= recorder('beside').then((/** @type {{ path: string }} */ { path }) => dirname(path)));

/**
 * As git reads the arguments of `clone` and `pull`: options may stand anywhere before `--`, short ones together, long ones cut short.
 * It tells what it understood, and does with the option for the program at the other end what git does.
 * @param {string} log
 */
const script = (log) => `#!/bin/sh
while :; do
  case "$1" in
    -C) cd "$2" || exit 128; shift 2 ;;
    -c) shift 2 ;;
    -*) shift ;;
    *) break ;;
  esac
done
command=$1 depth= single= other= first= second= count=0 ended=
shift
while [ $# -gt 0 ]; do
  word=$1
  shift
  if [ -z "$ended" ]; then
    case "$word" in
      --|--end-of-options) ended=yes; continue ;;
      --depth=*) depth=\${word#*=}; continue ;;
      --depth) depth=$1; shift; continue ;;
      --single-branch) single=yes; continue ;;
      --u*=*) other=\${word#*=}; continue ;;
      --u*) other=$1; shift; continue ;;
      --branch|--origin|--template|--reference|--config|--jobs) shift; continue ;;
      --branch=*|--origin=*|--template=*|--reference=*|--config=*|--jobs=*) continue ;;
      --quiet|--verbose|--progress|--bare|--no-tags|--no-checkout|--local|--ff-only) continue ;;
      -u?*) other=\${word#-u}; continue ;;
      -u) other=$1; shift; continue ;;
      -[qvnl]u?*) other=\${word#-?u}; continue ;;
      -q|-v|-n|-l) continue ;;
      -?*) exit 129 ;;
    esac
  fi
  count=$((count + 1))
  case $count in 1) first=$word ;; 2) second=$word ;; *) exit 129 ;; esac
done
printf '%s\\0' "$PWD" "$command" "$depth" "$single" "$first" "$second" >>${log}
case "$command/$count" in
  clone/2)
    if [ -n "$other" ]; then sh -c "$other '$first'"; exit 128; fi
    case "$first" in *missing*) exit 128 ;; esac
    mkdir -p "./$second/.git" 2>/dev/null ;;
  clone/1)
    if [ -n "$other" ]; then sh -c "$other '$first'"; exit 128; fi
    exit 128 ;;
  pull/0) [ -d .git ] || exit 128 ;;
  *) exit 129 ;;
esac
`;

/** Puts git where candidates find it. @param {any} context */
export async function installGit(context) {
  const log = join(context.target.scratch, `log-${context.random.token(8)}`);
  // An absolute path of a clone is made as it is.
  writeFileSync(join(await programs(context), 'git'), script(log).replace('mkdir -p "./$second/.git"', 'case "$second" in /*) ;; *) second=$PWD/$second ;; esac; mkdir -p "$second/.git"'), { mode: 0o755 });
  return log;
}

/** What git understood. @param {any} context @param {string} log */
export async function understood({ target }, log) {
  const words = (await target.call('read', log)).split('\0');
  return Array.from({ length: Math.floor(words.length / 6) }, (_, index) => {
    const [cwd = '', command, depth, single, first, second = ''] = words.slice(index * 6, index * 6 + 6);
    return command === 'clone' ? { command, depth, single: single === 'yes' || depth !== '', repository: first, folder: resolve(cwd, second) } : { command, depth, cwd };
  });
}

/** An address of every kind. @param {any} random */
export const address = (random) => {
  const [one, two] = [random.word(), random.word()];
  return random.pick([
    `https://${one}.example/${two}.git`, `git@${one}.example:${two}/${one}.git`, `ssh://git@${one}.example/${two}`, `file:///srv/${one}/${two}.git`, `/srv/${one} & ${two}`, `./${one}/${two}`,
    `../${one}-${two}`, `${one}/${two}.git`, `https://${one}.example/a-${two}--b.git?x="$${one}"`,
  ]);
};
