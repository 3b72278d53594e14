import fs from 'node:fs';
import { dirname } from 'node:path';

/** Runs as the candidate. */
export default function driver({ require }) {
  const decompress = require('/work/repo');
  return {
    /** `ending`: entries with it are filtered out; `prefix`: a map puts it in front of names. The answer tells what filter and map were asked, too. */
    extract: async (input, folder, { ending, prefix, ...options } = {}) => {
      const [filtered, mapped] = [[], []];
      if (ending !== undefined) options.filter = (entry) => filtered.push(entry.path) > 0 && !entry.path.endsWith(ending);
      if (prefix !== undefined) options.map = (entry) => mapped.push(entry.path) > 0 && Object.assign(entry, { path: prefix + entry.path });
      const entries = await (folder === null ? decompress(input, options) : decompress(input, folder, options));
      return { entries: entries.map(({ path, type, data, mode, linkname }) => ({ path, type, text: data?.toString(), mode, linkname })), filtered, mapped };
    },
    workingDirectory: (path) => process.chdir(path),
    /** Files with their text, and links as `{ to }`. */
    prepare: (base, files) => {
      for (const [name, content] of Object.entries(files)) {
        const path = `${base}/${name}`;
        fs.mkdirSync(dirname(path), { recursive: true });
        if (typeof content === 'string') fs.writeFileSync(path, content);
        else fs.symlinkSync(content.to, path);
      }
    },
    inspect: (path) => {
      const facts = fs.lstatSync(path);
      const type = facts.isSymbolicLink() ? 'symlink' : facts.isDirectory() ? 'directory' : 'file';
      return { type, target: type === 'symlink' ? fs.readlinkSync(path) : null, mode: facts.mode & 0o777, seconds: Math.floor(facts.mtimeMs / 1000) };
    },
    umask: () => process.umask(),
  };
}
