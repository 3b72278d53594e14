import { createServer } from 'node:http';

/** Servers whose requests go to a mount first, and to the application where the mount does not take them. */
export default async function driver({ require }) {
  const st = require('/work/repo');
  return {
    /** Gives the port. `next`: the mount gets a callback, as in express. */
    serve: (options, { next = false } = {}) =>
      new Promise((resolve, reject) => {
        const mount = st(options);
        const server = createServer((request, response) => {
          const application = () => {
            response.statusCode = 418;
            response.end('application');
          };
          try {
            if (next) mount(request, response, application);
            else if (mount(request, response) !== true) application();
          } catch (error) {
            response.statusCode = 500;
            response.end(String(error));
          }
        });
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => resolve(server.address().port));
      }),
  };
}
