import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @type {Promise<string> | undefined} */
let bin;

/** The folder of programs that candidates find first, once for a check: making a recorder starts processes. @param {any} context */
const programs = ({ recorder }) => (bin ??= recorder('beside').then((/** @type {{ path: string }} */ { path }) => dirname(path)));

/**
 * Puts curl where candidates find it: it prints this and ends so.
 * @param {any} context @param {{ stdout: string, code?: number }} how
 */
export async function installCurl(context, { stdout, code = 0 }) {
  const { target, random } = context;
  const [folder, log] = [await programs(context), join(target.scratch, `log-${random.token(8)}`)];
  writeFileSync(join(folder, 'curl'), `#!/bin/sh\nprintf '%s\\0' "$#" "$@" >>${log}\nprintf %s '${stdout.replaceAll("'", `'\\''`)}'\nexit ${code}\n`, { mode: 0o755 });
  return {
    /** The argument lists so far. @returns {Promise<string[][]>} */
    calls: async () => {
      const words = (await target.call('read', log)).split('\0').slice(0, -1);
      const calls = [];
      for (let at = 0; at < words.length; at += Number(words[at]) + 1) calls.push(words.slice(at + 1, at + 1 + Number(words[at])));
      return calls;
    },
  };
}
