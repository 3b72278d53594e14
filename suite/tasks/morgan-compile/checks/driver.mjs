import http from 'node:http';

/** Token functions from their descriptions: `{ value }`, `{ fact }` (a property of the request) or `{ argument: true }` (shows its argument). */
function tokenFunction({ value, fact, argument }) {
  if (argument === true) return (request, response, text) => (text === undefined ? 'none' : `<${typeof text} ${text}>`);
  if (fact !== undefined) return (request) => request[fact];
  return () => value;
}

export default async function driver({ require }) {
  const morgan = require('/work/repo');
  /** Lines that servers logged. */
  const logged = [];
  const stream = { write: (line) => logged.push(line) };

  function makeLogger({ format, named, options }) {
    if (options === true) return morgan({ format, stream });
    if (named === undefined) return morgan(format, { stream });
    morgan.format(named, format);
    return morgan(named, { stream });
  }

  return {
    kind: (format) => typeof morgan.compile(format),
    /** One line for each request, all of one compiled function. */
    lines: (format, descriptions, requests) => {
      const tokens = Object.fromEntries(Object.entries(descriptions).map(([name, description]) => [name, tokenFunction(description)]));
      const line = morgan.compile(format);
      return requests.map((request) => line(tokens, request, {}));
    },
    /** Replaces a token between two lines of one compiled function. */
    relined: (format, name, first, second) => {
      const tokens = { [name]: () => first };
      const line = morgan.compile(format);
      const before = line(tokens, {}, {});
      tokens[name] = () => second;
      return [before, line(tokens, {}, {})];
    },
    /** The order in which a line asks its tokens. */
    order: (format, names) => {
      const asked = [];
      const tokens = Object.fromEntries(names.map((name) => [name, () => asked.push(name)]));
      morgan.compile(format)(tokens, {}, {});
      return asked;
    },
    addToken: (name, header) => void morgan.token(name, (request, response, suffix) => `${request.headers[header]}${suffix ?? ''}`),
    /** A server that logs with this format and answers with a text; gives its port. */
    serve: (logger, text) =>
      new Promise((resolve, reject) => {
        const log = makeLogger(logger);
        const server = http.createServer((request, response) => {
          log(request, response, (error) => {
            response.statusCode = error ? 500 : 200;
            response.setHeader('content-length', Buffer.byteLength(text));
            response.end(text);
          });
        });
        server.on('error', reject).listen(0, '127.0.0.1', () => resolve(server.address().port));
      }),
    /** What was logged since the last time; waits a moment for a line, which is written after the answer. */
    logged: async () => {
      for (let wait = 0; wait < 100 && logged.length === 0; wait++) await new Promise((resolve) => setTimeout(resolve, 10));
      return logged.splice(0);
    },
  };
}
