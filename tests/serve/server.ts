import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { env as ownEnvironment, execPath } from 'node:process';
import { onTestFinished } from 'vitest';
import { sharedCache } from '../cli/ase.ts';

const checkout = join(import.meta.dirname, '..', '..');

export interface Served {
  readonly url: string;
  readonly port: number;
  readonly token: string | null;
  readonly pid: number;
}

/** `ase serve` as a user starts it, on a free port, until the test is over. */
export async function startServer(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(execPath, [join(checkout, 'bin', 'ase.mjs'), 'serve', ...args, '--port', '0', '--json'], { env: { ...ownEnvironment, ASE_CACHE: sharedCache, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const text = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
      if (out.includes('\n')) resolve(out);
    });
    child.once('exit', (code) => reject(new Error(`ase serve ended with ${code}: ${said}`)));
  });
  const { url, token } = JSON.parse(text) as { url: string; token: string | null };
  return { url, token, port: Number(new URL(url).port), pid: child.pid ?? 0 };
}

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A request with exactly these headers; the path goes out as it is written. */
export function ask({ port }: Served, path: string, { method = 'GET', headers = {}, body = '' }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (piece: Buffer) => (text += piece.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
