/** Runs as the candidate. Every name is the loopback; a port says which server is meant. */
function lookup(_name, options, callback) {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
}

export default function driver({ require }) {
  const get = require('/work/repo');

  const answerOf = (resolve, reject) => (error, response, data) => {
    if (error) reject(error);
    else resolve({ status: response.statusCode, headers: response.headers, body: Buffer.isBuffer(data) ? data.toString() : data });
  };

  return {
    /** The whole body is read. `way`: concat, or a method such as get or post, whose response is a stream. */
    request: (options, way = 'concat') =>
      new Promise((resolve, reject) => {
        const done = answerOf(resolve, reject);
        const all = { lookup, agent: false, ...options };
        if (way === 'concat') {
          get.concat(all, done);
          return;
        }
        const make = way === 'call' ? get : get[way];
        make(all, (error, response) => {
          if (error) return reject(error);
          const parts = [];
          response.on('data', (part) => parts.push(part));
          response.on('error', reject);
          return response.on('end', () => done(null, response, Buffer.concat(parts)));
        });
      }),
  };
}
