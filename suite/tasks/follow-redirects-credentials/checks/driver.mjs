/** Runs as the candidate: makes requests with follow-redirects. Every name is the loopback; a port says which server is meant. */
import http from 'node:http';

const LOOPBACK = '127.0.0.1';

function lookup(_name, options, callback) {
  if (options.all) callback(null, [{ address: LOOPBACK, family: 4 }]);
  else callback(null, LOOPBACK, 4);
}

/** As HTTPS, but without the encryption: the servers of the checks hold no certificates. */
const plainHttps = {
  request: (options, onResponse) => http.request({ ...options, protocol: 'http:' }, onResponse),
};

export default function driver({ require }) {
  const { wrap } = require('/work/repo');
  const { http: followedHttp, https: followedHttps } = wrap({ http, https: plainHttps });
  return {
    /** `set` are headers that are set after the request was made; `body` is sent in the parts that are given. */
    request: ({ url, method = 'GET', headers = {}, set = {}, body = [], way = 'url', noted = false, ...rest }) => {
      const { protocol, hostname, port, pathname, search } = new URL(url);
      const client = protocol === 'https:' ? followedHttps : followedHttp;
      const seen = [];
      const options = { method, headers, lookup, ...rest };
      if (noted) options.beforeRedirect = ({ href, hostname: next }, response, request) => seen.push({ href, hostname: next, status: response.statusCode, from: request.url, method: request.method, headers: request.headers });
      const { promise, resolve, reject } = Promise.withResolvers();
      const onResponse = (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString(), url: response.responseUrl, seen }));
      };
      const request =
        way === 'url' ? client.request(new URL(url), options, onResponse) : client.request({ protocol, hostname, port, path: pathname + search, ...options }, onResponse);
      request.on('error', reject);
      for (const [name, value] of Object.entries(set)) request.setHeader(name, value);
      for (const part of body) request.write(part);
      request.end();
      return promise;
    },
  };
}
