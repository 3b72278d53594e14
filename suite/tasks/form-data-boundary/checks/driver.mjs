/** Runs as the candidate. */
import { Readable } from 'node:stream';

const { random } = Math;
const { now } = Date;
const SystemDate = Date;

/** Numbers that a seed repeats, as an attacker who knows the state of Math.random has them. */
function seeded(seed) {
  let state = seed >>> 0;
  const next = function () {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }.bind(null);
  return Object.defineProperty(next, 'name', { value: 'random' });
}

/** Random numbers and clocks are what they were at another time; gives a function that lets them go on. */
function turnBack(seed, time) {
  const { hrtime, uptime, memoryUsage, cpuUsage, resourceUsage } = process;
  const clock = performance.now;
  Math.random = seeded(seed);
  class Then extends SystemDate {
    constructor(...args) {
      if (args.length === 0) super(time);
      else super(...args);
    }
    static now() {
      return time;
    }
  }
  globalThis.Date = Then;
  performance.now = () => 1000;
  process.hrtime = Object.assign(() => [1000, 0], { bigint: () => 1000000000000n });
  Object.assign(process, { uptime: () => 1, memoryUsage: Object.assign(() => ({ rss: 1, heapUsed: 1, heapTotal: 1 }), { rss: () => 1 }), cpuUsage: () => ({ user: 1, system: 1 }), resourceUsage: () => ({}) });
  return () => {
    Math.random = random;
    globalThis.Date = SystemDate;
    performance.now = clock;
    Object.assign(process, { hrtime, uptime, memoryUsage, cpuUsage, resourceUsage });
  };
}

export default function driver({ require }) {
  const FormData = require('/work/repo');

  function fill(form, fields) {
    for (const [name, value, options] of fields) {
      const stream = value !== null && typeof value === 'object' && 'stream' in value;
      form.append(name, stream ? Readable.from([Buffer.from(value.stream)]) : value, ...(options === undefined ? [] : [options]));
    }
    return form;
  }

  const bodyOf = (form) =>
    new Promise((resolve, reject) => {
      const parts = [];
      form.on('data', (part) => parts.push(Buffer.from(part)));
      form.on('error', reject);
      form.on('end', () => resolve(Buffer.concat(parts)));
      form.resume();
    });

  const lengthOf = (form) => new Promise((resolve, reject) => form.getLength((error, length) => (error ? reject(error) : resolve(length))));

  return {
    /** A form with these fields: what is sent. */
    async send(fields, { boundary, streamed = false } = {}) {
      const form = new FormData();
      if (boundary !== undefined) form.setBoundary(boundary);
      fill(form, fields);
      const headers = form.getHeaders({ 'X-Own': 'yes' });
      const length = streamed ? null : await lengthOf(form);
      const body = streamed === true ? await bodyOf(form) : form.getBuffer();
      return { headers, length, sync: streamed ? null : form.getLengthSync(), boundary: form.getBoundary(), again: form.getBoundary(), body };
    },
    boundaries: (count) => Array.from({ length: count }, () => String(new FormData().getBoundary())),
    /** Boundaries that a form has one after the other. */
    changes(text) {
      const form = FormData();
      const first = form.getBoundary();
      form.setBoundary(text);
      const second = form.getBoundary();
      form._generateBoundary();
      return [first, second, form.getBoundary(), form.getHeaders()['content-type'], Object.keys(form).includes('_boundary')];
    },
    /** Random numbers that an application shows, as identifiers of requests for example. */
    numbers: (count) => Array.from({ length: count }, () => Math.random()),
    /** Boundaries of a program that starts anew at a time that was before. */
    replay(seed, time, count) {
      const goOn = turnBack(seed, time);
      try {
        for (const path of Object.keys(require.cache)) if (path.startsWith('/work/repo/')) delete require.cache[path];
        const Again = require('/work/repo');
        return Array.from({ length: count }, (_, index) => {
          const form = new Again();
          form.append('a', `value ${index}`);
          return String(form.getBoundary());
        });
      } finally {
        goOn();
      }
    },
    time: () => now(),
  };
}
