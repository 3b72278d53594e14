import { existsSync, readFileSync } from 'node:fs';

export default async function driver({ require }) {
  const gitPullOrClone = require('/work/repo');
  return {
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
    /** null, or the error that the callback got; `depth` may be 'all', `options` false for none at all. */
    get: (url, outPath, options = false) =>
      new Promise((resolve) => {
        const done = (error) => resolve(error ? { message: String(error.message) } : error);
        if (options === false) gitPullOrClone(url, outPath, done);
        else gitPullOrClone(url, outPath, options.depth === 'all' ? { depth: Infinity } : options, done);
      }),
  };
}
