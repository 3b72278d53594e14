import { randomBytes } from 'node:crypto';
import { isIP, type AddressInfo, type Server } from 'node:net';
import { resolve } from 'node:path';
import process from 'node:process';
import { createAdaptorServer } from '@hono/node-server';
import { AseError } from '../../contract/errors.ts';
import { toolVersion } from '../package-facts.ts';
import { createApp } from '../serve/app.ts';
import { openShelf } from '../serve/run-shelf.ts';
import { type CommonOptions, openSources, suitesFolder } from '../sources.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

export interface ServeFlags extends Pick<CommonOptions, 'cache' | 'suites'> {
  readonly host: string;
  readonly port: number;
  readonly control?: boolean;
  readonly json?: boolean;
}

const MIN_TOKEN = 16;

/** Serves until it is interrupted. @throws AseError `not-found`, `bad-input`, `unavailable` where the port is taken */
export async function serveRuns(given: string, flags: ServeFlags, terminal: Terminal): Promise<void> {
  const { host, port, control, json } = flags;
  const folder = resolve(given);
  const shelf = await openShelf(folder);
  const token = isLoopback(host) ? null : tokenFromEnvironment();
  const hosts = new Set<string>();
  const app = createApp({
    shelf,
    folder: shownPath(folder),
    toolVersion: toolVersion(),
    // Pages show what is there: nothing is fetched for them.
    library: { sources: await openSources({ ...flags, offline: true }, { terminal, abort: new AbortController().signal }), suites: suitesFolder(flags) },
    hosts: token === null ? hosts : null,
    token,
    signal: control === true ? (pid, name) => process.kill(pid, name) : null,
    onBug: (error) => terminal.note(`ase: this is a bug of ase, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server & { closeAllConnections(): void };
  const address = await listen(server, host, port);
  for (const name of ['localhost', '127.0.0.1', '[::1]', nameIn(host)]) hosts.add(`${name}:${address.port}`);
  const url = `http://${nameIn(host)}:${address.port}/${token === null ? '' : `?token=${token}`}`;
  if (json === true) terminal.out(JSON.stringify({ url, token, control: control === true }));
  else terminal.out(url);
  terminal.note(`${control === true ? 'pages may stop runs' : 'pages only look; --control lets them stop runs'}; Ctrl-C ends this`);
  await interrupted();
  server.close();
  server.closeAllConnections();
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** An address of IPv6 stands in brackets. */
function nameIn(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host.toLowerCase();
}

/** @throws AseError `bad-input` for one that can be guessed */
function tokenFromEnvironment(): string {
  const given = process.env['ASE_SERVE_TOKEN'];
  if (given === undefined || given === '') return randomBytes(24).toString('base64url');
  if (given.length >= MIN_TOKEN && /^[A-Za-z0-9_-]+$/.test(given)) return given;
  throw new AseError('bad-input', 'ASE_SERVE_TOKEN is no good token', { remedy: `Give at least ${MIN_TOKEN} letters, digits, - and _, or leave it away: then one is made.` });
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((done, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? `port ${port} of ${host} is taken` : error.code === 'EACCES' ? `port ${port} is not allowed` : `${host}:${port} cannot be listened on: ${error.message}`;
      reject(new AseError('unavailable', why, { remedy: 'Choose another one with --port; 0 takes any that is free.', cause: error }));
    });
    server.listen(port, host, () => done(server.address() as AddressInfo));
  });
}

function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => done());
  });
}
