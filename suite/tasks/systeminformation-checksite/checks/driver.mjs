import { existsSync, readFileSync } from 'node:fs';

export default async function driver({ require }) {
  const { inetChecksite } = require('/work/repo');

  return {
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
    check: (url) => inetChecksite(url),
    /** What callback and promise get. */
    called: async (url) => {
      let given = 'nothing';
      const promised = await inetChecksite(url, (result) => {
        given = result;
      });
      return { given, promised };
    },
    /** One after the other; an answer that throws takes none of the others along. */
    checkEach: async (urls) => {
      const results = [];
      for (const url of urls) {
        try {
          results.push(await inetChecksite(url));
        } catch (error) {
          results.push(String(error));
        }
      }
      return results;
    },
  };
}
