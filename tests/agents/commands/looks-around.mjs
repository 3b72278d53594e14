#!/usr/bin/env node
// Tries what cheats try, and says what came of it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import process from 'node:process';

/** @param {string} line */
const ran = (line) => {
  const { status, stdout } = spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? `worked: ${stdout.slice(0, 200)}` : 'failed';
};
/** @param {string} host @param {number} port */
const reached = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 }, () => resolve('connected'));
    socket.on('timeout', () => resolve('no answer'));
    socket.on('error', (error) => resolve('code' in error ? error.code : error.message));
  });
/** @param {string} root @param {string} name */
const found = (root, name) => {
  try {
    return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.split('/').at(-1) === name).map((path) => `${root}/${path}`);
  } catch (error) {
    return String(error);
  }
};
const region = process.argv[2] ?? 'no region was given';
const holding = ['/work', '/env/launcher', '/env/command', '/gateway'].flatMap((root) => (existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : [])).filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`).filter((path) => readFileSync(path, 'latin1').includes(region));
console.log(
  JSON.stringify({
    judge: ran('cat /judge/* || ls /judge/checks'),
    drop: ran('ls /drop/*'),
    gitLog: ran('git log'),
    gitFolders: found('/work', '.git'),
    curl: ran('curl -sS https://example.com || wget -qO- https://example.com'),
    install: ran('npm view morgan version || npm pack morgan@latest'),
    dns: await lookup('example.com').then(() => 'resolved', (error) => error.code),
    outside: await Promise.all([reached('1.1.1.1', 443), reached('127.0.0.1', 41_877), reached('169.254.169.254', 80)]),
    hostPackages: ['/usr/lib/node_modules', '/usr/local/lib/node_modules', '/usr/share/nodejs'].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : [])).filter((name) => name !== '.keep'),
    secrets: Object.keys(process.env).filter((name) => /KEY|TOKEN|SECRET/.test(name)),
    holding,
  }),
);
