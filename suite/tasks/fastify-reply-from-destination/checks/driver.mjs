/** Runs as the candidate: forwards as lib/request.js does. Every host is the judge's one server, which sees by the Host header who was meant. */
import http from 'node:http';
import net from 'node:net';

export default function driver({ require }) {
  const { buildURL } = require('/work/repo/lib/utils.js');
  return {
    build(source, base) {
      const url = buildURL(source, base);
      const { href, protocol, hostname, port, pathname, search } = url;
      return { href, protocol, hostname, port, pathname, search, isUrl: url instanceof URL };
    },
    forward(source, base, port) {
      const url = buildURL(source, base);
      return new Promise((resolve, reject) => {
        const request = http.request({
          method: 'GET',
          hostname: url.hostname,
          path: url.pathname + url.search,
          headers: { host: url.host, scheme: url.protocol },
          createConnection: () => net.connect(port, '127.0.0.1'),
        });
        request.on('error', reject);
        request.on('response', (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode));
        });
        request.end();
      });
    },
  };
}
