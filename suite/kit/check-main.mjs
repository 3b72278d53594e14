/**
 * The judge inside the sandbox: reads one request on stdin, runs its checks one after the other, and writes a line for each on stdout, which no
 * candidate inherits. Tests come first; where they fail, the exploits are skipped.
 */
import { Console } from 'node:console';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCheck } from './check.mjs';

const CHECKS = '/judge';
const MAX_EVIDENCE_CHARACTERS = 64 * 1024;

// What a check prints for its author must not come between the results.
globalThis.console = new Console(process.stderr, process.stderr);

/** @typedef {{ nonce: string, checks: import('./check.mjs').CheckRequest[] }} JudgeRequest */

/** @returns {Promise<JudgeRequest>} */
function readRequest() {
  return new Promise((resolve) => {
    let text = '';
    process.stdin.on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) resolve(JSON.parse(text));
    });
    // The harness is gone: nobody waits for a result.
    process.stdin.on('end', () => process.exit(3));
  });
}

/** @param {object} result */
function write(result) {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(result)}\n`, resolve));
}

/**
 * @param {import('./check.mjs').CheckRequest} request
 * @param {number} slot
 */
async function judge(request, slot) {
  const started = performance.now();
  const result = await withinTime(request, slot).catch((error) => ({
    outcome: 'inconclusive',
    reason: 'judge-error',
    summary: `the check itself failed: ${String(error?.message ?? error).slice(0, 300)}`,
    evidence: [String(error?.stack ?? error)],
  }));
  return { ...result, evidence: result.evidence.map(shorten), durationMs: performance.now() - started };
}

/** @param {string} text */
function shorten(text) {
  return text.length <= MAX_EVIDENCE_CHARACTERS ? text : `${text.slice(0, MAX_EVIDENCE_CHARACTERS).toWellFormed()}…`;
}

/**
 * A candidate that is slow at every call runs out of time as a whole.
 * @param {import('./check.mjs').CheckRequest} request
 * @param {number} slot
 * @returns {Promise<{ outcome: string, reason: string, summary: string, evidence: string[] }>}
 */
async function withinTime(request, slot) {
  const program = join(CHECKS, request.program);
  const { default: check } = await import(pathToFileURL(program).href);
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    const summary = `not done within ${request.timeoutMs} ms`;
    timer = setTimeout(resolve, request.timeoutMs, { outcome: 'failed', reason: request.kind === 'tests' ? 'timeout' : 'target-lost', summary, evidence: [summary] });
  });
  const running = runCheck(launcher, slot, { request, program: check, folder: dirname(program) });
  running.catch(() => undefined);
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

const launcher = JSON.parse(/** @type {string} */ (process.env['ASE_LAUNCHER']));
const { nonce, checks } = await readRequest();
let working = true;
for (const [slot, request] of checks.entries()) {
  const { id, kind } = request;
  const result = working ? await judge(request, slot) : { outcome: 'skipped', reason: 'not-working', summary: 'the tests failed', evidence: [], durationMs: 0 };
  await write({ nonce, check: id, kind, ...result });
  if (kind === 'tests' && result.outcome !== 'passed') working = false;
}
process.exit(0);
