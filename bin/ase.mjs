#!/usr/bin/env node
// Plain JavaScript for Node 20: starts ase in this process where Node is new enough, else in the Node that an optional package brings.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 24;

/** The package has dist/ only; a checkout runs its sources, whatever was built there. */
async function startHere() {
  const sources = new URL('../src/cli/main.ts', import.meta.url);
  if (!existsSync(sources)) return import(new URL('../dist/cli/main.js', import.meta.url).href);
  // Stripping types takes longer than most commands. Node's own place for this cache is in /tmp, where others could put code for us to run.
  nodeModule.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));
  return import(sources.href);
}

/** The Node of the optional package for this platform; null where there is none. */
function packagedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`);
    return join(dirname(manifest), 'bin', 'node');
  } catch {
    return null;
  }
}

/**
 * Ctrl-C reaches every process of the terminal's foreground group, so the child has it already; passed on, it would count as the second one.
 * proc_pid_stat(5): fields 5 and 8 are the process group and the terminal's foreground group.
 */
function isForeground() {
  try {
    const text = readFileSync('/proc/self/stat', 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[2] === fields[5];
  } catch {
    return process.stdin.isTTY;
  }
}

/**
 * Runs this file again with another Node, and ends as that ends.
 * @param {string} node
 */
function startAgain(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  for (const signal of signals) {
    process.on(signal, () => {
      const fromTerminal = (signal === 'SIGINT' || signal === 'SIGQUIT') && isForeground();
      if (!fromTerminal) child.kill(signal);
    });
  }
  child.on('error', (error) => refuse(`the packaged Node does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 2);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
    // Only reached for signals that do not end a process.
    setTimeout(() => process.exit(128 + constants.signals[signal]), 1_000);
  });
}

/** @param {string} message */
function refuse(message) {
  process.stderr.write(`ase: ${message}\nInstall Node ${OLDEST_NODE} or newer, for example: nvm install ${OLDEST_NODE}\n`);
  process.exit(2);
}

if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) {
  await startHere();
} else {
  const node = packagedNode();
  if (node === null) refuse(`Node ${process.versions.node} is too old, and no package brings Node ${OLDEST_NODE} to ${process.platform}-${process.arch}`);
  else startAgain(node);
}
