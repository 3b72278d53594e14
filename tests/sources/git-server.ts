import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface GitServer {
  readonly url: string;
  /** HOST:PORT */
  readonly host: string;
  /** Bytes of the packs that were sent, request by request. */
  readonly sent: number[];
  /** Answers the next so many requests with 503. */
  failNext(count: number): void;
  /** The next answer that is longer stops after so many bytes and does not end; resolves when it has stopped. */
  stallNext(afterBytes: number): Promise<void>;
}

const BACKEND = '/usr/lib/git-core/git-http-backend';

/** Git's own server program over http on this machine, for the repositories of a folder. With a token it lets nobody in who does not say it. */
export async function startGitServer(folder: string, { token = null }: { readonly token?: string | null } = {}): Promise<GitServer> {
  const sent: number[] = [];
  let failures = 0;
  let stall: { readonly after: number; readonly reached: () => void } | null = null;
  const server = createServer((request, response) => {
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    if (failures > 0 || (token !== null && !given.endsWith(`:${token}`))) {
      const status = failures > 0 ? 503 : 401;
      failures = Math.max(0, failures - 1);
      response.writeHead(status, { 'www-authenticate': 'Basic realm="git"' }).end();
      request.resume();
      return;
    }
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const { headers } = request;
    const child = spawn(BACKEND, [], {
      env: {
        PATH: process.env['PATH'], GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: pathname, QUERY_STRING: search.slice(1), REQUEST_METHOD: request.method, CONTENT_TYPE: headers['content-type'] ?? '', HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
        ...(headers['git-protocol'] === undefined ? {} : { GIT_PROTOCOL: String(headers['git-protocol']) }), GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*', GIT_CONFIG_KEY_1: 'uploadpack.allowFilter', GIT_CONFIG_VALUE_1: 'true',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(child.stdin);
    child.stdin.on('error', () => undefined);
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('close', () => {
      const output = Buffer.concat(pieces);
      const end = output.indexOf('\r\n\r\n');
      const lines = output.toString('latin1', 0, end).split('\r\n').map((line) => line.split(': ', 2) as [string, string]);
      const status = lines.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
      if (pathname.endsWith('/git-upload-pack')) sent.push(output.length - end - 4);
      response.writeHead(Number(status.slice(0, 3)), Object.fromEntries(lines.filter(([name]) => name.toLowerCase() !== 'status')));
      const body = output.subarray(end + 4);
      if (stall === null || !pathname.endsWith('/git-upload-pack') || body.length <= stall.after) {
        response.end(body);
        return;
      }
      const { after, reached } = stall;
      stall = null;
      response.write(body.subarray(0, after), reached);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host, sent, failNext: (count) => void (failures = count), stallNext: (after) => new Promise((reached) => (stall = { after, reached })) };
}
