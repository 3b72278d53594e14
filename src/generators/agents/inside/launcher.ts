import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

/**
 * The first program in an agent's sandbox. Lets 127.0.0.1 lead to the gateway's socket, lays out the agent's settings, runs the agent, and ends as it does. One line of
 * stdin says what to do. It has no more rights than the agent, which may do with it what it likes.
 */
export interface LaunchPlan {
  /** Null where there is no way to a model. */
  readonly gateway: { readonly socket: string; readonly port: number } | null;
  readonly command: readonly [string, ...string[]];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Texts by paths below the home folder. */
  readonly files: Readonly<Record<string, string>>;
}

const NOT_STARTED = 127;

function start({ gateway, command, stdin, env, files }: LaunchPlan): void {
  const home = process.env['HOME'] ?? '/tmp';
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  if (gateway === null) {
    run(command, stdin, env);
    return;
  }
  const server = createServer((client) => {
    const socket = connect(gateway.socket);
    client.on('error', () => socket.destroy());
    socket.on('error', () => client.destroy());
    client.pipe(socket).pipe(client);
  });
  server.listen(gateway.port, '127.0.0.1', () => run(command, stdin, env));
}

function run([program, ...args]: LaunchPlan['command'], stdin: string, env: LaunchPlan['env']): void {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'inherit', 'inherit'] });
  // An agent that does not read its stdin is none the worse for it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  child.once('error', (error) => {
    process.stderr.write(`${program} could not be started: ${error.message}\n`);
    process.exit(NOT_STARTED);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 0);
    // The sandbox sees what became of the agent.
    process.kill(process.pid, signal);
  });
}

createInterface({ input: process.stdin }).once('line', (line) => start(JSON.parse(line) as LaunchPlan));
