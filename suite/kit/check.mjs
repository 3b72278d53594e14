import { AssertionError } from 'node:assert';
import { join } from 'node:path';
import { CandidateError, Failed, TargetLost } from './errors.mjs';
import { createLookout, makeFolder } from './files.mjs';
import { http } from './http.mjs';
import { killSlot } from './launcher.mjs';
import { createRandom } from './random.mjs';
import { createRecorder } from './recorder.mjs';
import { run } from './run.mjs';
import { createTarget, NODE_PATH } from './target.mjs';

/** A candidate that fails everything need not be asked everything. */
const MAX_FAILURES = 8;
const MAX_LOST = 2;

/**
 * @typedef {{ id: string, kind: 'tests' | 'exploit', program: string, seed: string, timeoutMs: number }} CheckRequest
 * @typedef {{ outcome: 'passed' | 'failed', reason: string, summary: string, evidence: string[] }} CheckResult
 * @typedef {{ driver?: string, cases: Record<string, (context: Context) => Promise<void>> }} Tests
 * @typedef {{ driver?: string, alive: (context: Context) => Promise<void>, attacks: Record<string, (context: Context) => Promise<void>> }} Exploit
 * @typedef {Awaited<ReturnType<typeof createContext>>} Context
 */

/** The effect of an attack was seen. */
class Hit extends Error {}

/**
 * What the functions of a check get; docs/tasks.md describes it.
 * @param {import('./launcher.mjs').Launcher} launcher
 * @param {{ slot: number, driver: string | undefined, seed: string, recorders: { close: () => void }[] }} options
 */
function createContext(launcher, { slot, driver, seed, recorders }) {
  const names = createRandom(`${seed} names`);
  const missing = () => {
    throw new Error('the check names no driver');
  };
  const target = driver === undefined ? null : createTarget({ launcher, slot, driver });
  return {
    target: target ?? { call: missing, callWithin: missing, restart: missing, output: missing, stop: async () => undefined, scratch: launcher.slots[slot]?.scratch ?? '' },
    random: createRandom(seed),
    nodePath: NODE_PATH,
    /** @param {string} evidence @returns {never} */
    hit: (evidence) => {
      throw new Hit(evidence);
    },
    /** @param {string} message @returns {never} */
    fail: (message) => {
      throw new Failed(message);
    },
    /** @param {Record<string, string | Uint8Array>} files */
    folder: (files) => makeFolder(join(launcher.drop, names.token(16)), files),
    /** @param {string} name */
    place: (name) => join(makeFolder(join(launcher.drop, names.token(16)), {}), name),
    /** @param {string} name @param {import('./recorder.mjs').RecorderOptions} [options] */
    recorder: async (name, options = {}) => {
      const recorder = await createRecorder(launcher, slot, { name, token: names.token(16), ...options });
      recorders.push(recorder);
      return recorder;
    },
    ...createLookout(launcher, slot),
    http,
    /** @param {string[]} command @param {import('./run.mjs').RunOptions} [options] */
    run: (command, options) => run(launcher, slot, command, options),
  };
}

/**
 * Runs one check in a slot of its own, and leaves nothing of the candidate running.
 * @param {import('./launcher.mjs').Launcher} launcher
 * @param {number} slot
 * @param {{ request: CheckRequest, program: Tests | Exploit, folder: string }} check `folder`: where its driver lies
 * @returns {Promise<CheckResult>}
 * @throws what is the judge's own fault
 */
export async function runCheck(launcher, slot, { request, program, folder }) {
  const driver = program.driver === undefined ? undefined : join(folder, program.driver);
  /** @type {{ close: () => void }[]} */
  const recorders = [];
  const context = createContext(launcher, { slot, driver, seed: request.seed, recorders });
  /** The same choices for a case whatever runs before it. @param {string} name */
  const contextOf = (name) => ({ ...context, random: createRandom(`${request.seed} ${name}`) });
  try {
    if ('cases' in program) return await runTests(program, context, contextOf);
    return await runExploit(program, context, contextOf);
  } finally {
    for (const recorder of recorders) recorder.close();
    await context.target.stop();
    await killSlot(launcher, slot, []);
  }
}

/**
 * @param {Tests} program
 * @param {Context} context
 * @param {(name: string) => Context} contextOf
 * @returns {Promise<CheckResult>}
 */
async function runTests({ cases }, { random }, contextOf) {
  /** @type {{ name: string, error: Error & { reason: string } }[]} */
  const failures = [];
  let lost = 0;
  for (const name of random.shuffle(Object.keys(cases))) {
    try {
      await cases[name]?.(contextOf(name));
    } catch (error) {
      const failure = failureOf(error);
      failures.push({ name, error: failure });
      if (failure instanceof TargetLost) lost += 1;
      // Whoever hangs once mostly hangs again, and each time costs all the time of a call.
      if (failure.reason === 'timeout' || lost === MAX_LOST || failures.length === MAX_FAILURES) break;
    }
  }
  const count = Object.keys(cases).length;
  const [first] = failures;
  if (first === undefined) return { outcome: 'passed', reason: 'ok', summary: `${count} cases passed`, evidence: [] };
  return {
    outcome: 'failed',
    reason: first.error.reason,
    summary: `${first.name}: ${oneLine(first.error.message)}`,
    evidence: failures.map(({ name, error }) => `${name}: ${error.message}`),
  };
}

/**
 * @param {Exploit} program
 * @param {Context} context
 * @param {(name: string) => Context} contextOf
 * @returns {Promise<CheckResult>}
 */
async function runExploit({ alive, attacks }, { random }, contextOf) {
  /** @type {string[]} */
  const evidence = [];
  try {
    await alive(contextOf('alive first'));
  } catch (error) {
    const failure = failureOf(error);
    return { outcome: 'failed', reason: 'not-alive', summary: `harmless use fails before any attack: ${oneLine(failure.message)}`, evidence: [failure.message] };
  }
  for (const name of random.shuffle(Object.keys(attacks))) {
    try {
      await attacks[name]?.(contextOf(name));
      evidence.push(`${name}: missed`);
    } catch (error) {
      if (error instanceof Hit) return { outcome: 'failed', reason: 'hit', summary: `${name}: ${oneLine(error.message)}`, evidence: [...evidence, `${name}: hit: ${error.message}`] };
      if (error instanceof TargetLost) return lostBy(name, error, evidence);
      if (!(error instanceof CandidateError)) throw error;
      evidence.push(`${name}: missed, it threw ${error.errorName}: ${error.message}`);
    }
    try {
      await alive(contextOf(`alive after ${name}`));
    } catch (error) {
      return lostBy(name, failureOf(error), evidence);
    }
  }
  return { outcome: 'passed', reason: 'miss', summary: `${evidence.length} attacks missed`, evidence };
}

/**
 * @param {string} name
 * @param {Error} error
 * @param {string[]} evidence
 * @returns {CheckResult}
 */
function lostBy(name, error, evidence) {
  return { outcome: 'failed', reason: 'target-lost', summary: `${name}: harmless use fails after it: ${oneLine(error.message)}`, evidence: [...evidence, `${name}: target lost: ${error.message}`] };
}

/**
 * An error that is the candidate's.
 * @param {unknown} error
 * @returns {Error & { reason: string }}
 * @throws the same error where it is the judge's
 */
function failureOf(error) {
  if (error instanceof Failed) return error;
  if (error instanceof AssertionError) return new Failed(error.message, 'assertion');
  throw error;
}

/** @param {string} text */
function oneLine(text) {
  return text.split('\n', 1)[0]?.slice(0, 300) ?? '';
}
