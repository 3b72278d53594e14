/** Runs as the candidate: servers that use the module as an application would. */
import { createServer } from 'node:http';

export default function driver({ require }) {
  const trailingSlash = require('/work/repo');

  /** What is reached behind the redirects says what it got. */
  const page = (request, response, more) => response.end(JSON.stringify({ reached: request.url, more: more.map((one) => (one && one.mark) || typeof one) }));

  function handlerOf(options, form, counted) {
    const extra = [{ mark: 'first' }, { mark: 'second' }];
    if (form === 'middleware') {
      const handle = trailingSlash(...(options === undefined ? [] : [options]));
      return (request, response) => {
        handle(request, response, (...args) => {
          if (args.length > 0) response.statusCode = 500;
          page(request, response, args);
        });
      };
    }
    const next = (request, response, ...more) => {
      if (request !== counted.request || response !== counted.response) response.statusCode = 500;
      page(request, response, more);
    };
    const handle = options === undefined ? trailingSlash(next) : trailingSlash(options, next);
    return (request, response) => {
      Object.assign(counted, { request, response });
      if (form === 'more') handle(request, response, ...extra);
      else handle(request, response);
    };
  }

  return {
    /** `form`: handler, more (a handler with further arguments), middleware. Gives the port. */
    serve: (options, form) =>
      new Promise((resolve, reject) => {
        const handle = handlerOf(options, form, {});
        const server = createServer((request, response) => {
          try {
            handle(request, response);
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
