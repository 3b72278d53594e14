/**
 * What the candidate would send to a database for each request, in one call to the driver; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {[name: 'select' | 'remove' | 'change' | 'path', dialect: 'mysql' | 'mariadb' | 'sqlite' | 'postgres', ...args: any[]][]} requests
 * @returns {Promise<{ sql?: any, bind?: any, refused?: any }[]>} as many; of any shape, for an answer may be forged
 */
export async function ask(target, requests) {
  const answers = await target.call('ask', requests);
  return requests.map((_, index) => answers?.[index] ?? {});
}
