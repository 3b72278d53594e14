import { createServer } from 'node:http';

/** Servers that hand every request to `send`, as an application would. */
export default async function driver({ require }) {
  const send = require('/work/repo');
  let lastPipe = null;

  /** What follows the prefix in the request's path is what is sent: with `/files/` it has no slash in front. */
  function pathOf(url, prefix) {
    const [path] = url.split('?', 1);
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  }

  function streamFor(request, path, options, rootCall) {
    if (rootCall === undefined) return send(request, path, options);
    const { root, ...others } = options;
    return send(request, path, others)[rootCall](root);
  }

  return {
    /** Gives the port. `rootCall`: the root is set by that method of the stream. */
    serve: (options, { prefix = '', rootCall } = {}) =>
      new Promise((resolve, reject) => {
        const server = createServer((request, response) => {
          try {
            const stream = streamFor(request, pathOf(request.url, prefix), { ...options }, rootCall);
            lastPipe = stream.pipe(response) === response;
          } catch (error) {
            response.statusCode = 500;
            response.end(String(error));
          }
        });
        server.on('error', reject);
        server.listen(0, '127.0.0.1', () => resolve(server.address().port));
      }),
    gaveTheResponse: () => lastPipe,
    workingDirectory: (path) => process.chdir(path),
  };
}
