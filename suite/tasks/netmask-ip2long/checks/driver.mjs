/** Runs as the candidate: a client with rules about where it may connect to. */
import http from 'node:http';

export default function driver({ require }) {
  const { Netmask, ip2long, long2ip } = require('/work/repo');

  const fetchFrom = (host, port, path) =>
    new Promise((resolve, reject) => {
      const request = http.get({ host, port, path, agent: false, timeout: 3000 }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', reject);
    });

  const facts = (block) => {
    const { base, mask, hostmask, bitmask, size, first, last, broadcast } = block;
    return { base, mask, hostmask, bitmask, size, first, last, broadcast, text: block.toString() };
  };

  return {
    long: (text) => ip2long(text),
    back: (text) => long2ip(ip2long(text)),
    block: (net, mask) => facts(mask === undefined ? new Netmask(net) : new Netmask(net, mask)),
    contains: (net, texts) => {
      const block = new Netmask(net);
      return texts.map((text) => block.contains(text));
    },
    inside: (net, other) => new Netmask(net).contains(new Netmask(other)),
    next: (net, count) => new Netmask(net).next(count).toString(),
    members(net) {
      const members = [];
      new Netmask(net).forEach((ip, long, index) => members.push([ip, long, index]));
      return members;
    },
    /** Fetches from a host unless it is in one of the denied blocks; `allowed`: only if it is in that block. */
    async fetch({ host, port, path, denied = [], allowed }) {
      if (denied.some((block) => new Netmask(block).contains(host))) throw new Error('denied');
      if (allowed !== undefined && !new Netmask(allowed).contains(host)) throw new Error('not allowed');
      return fetchFrom(host, port, path);
    },
  };
}
