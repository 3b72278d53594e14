import { existsSync, readFileSync } from 'node:fs';

export default async function driver({ require }) {
  const { NotifySend } = require('/work/repo');
  const { constructArgumentList } = require('/work/repo/lib/utils.js');
  const notifier = new NotifySend({ suppressOsdCheck: true });

  const notify = (options) =>
    new Promise((resolve) => {
      notifier.notify(options, (error) => resolve(error ? String(error.message ?? error) : null));
    });

  return {
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
    list: (options, extra) => constructArgumentList(options, extra),
    /** Options with properties that are not their own. */
    inheriting: (options, inherited, extra) => constructArgumentList(Object.assign(Object.create(inherited), options), extra),
    notify,
    /** One after the other; an answer that throws takes none of the others along. */
    notifyEach: async (list) => {
      const results = [];
      for (const options of list) {
        try {
          results.push(await notify(options));
        } catch (error) {
          results.push(String(error));
        }
      }
      return results;
    },
  };
}
