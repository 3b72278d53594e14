import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { decodeText } from '../../context/decode-text.ts';
import type { RuleJudge, RuleVerdict } from '../../contract/rule-verdict.ts';
import type { RegionRuleInput } from './open-region.ts';
import type { RegionReply, RegionRequest } from './region-worker.ts';

type Question = { readonly kind: 'open'; readonly input: RegionRuleInput } | { readonly kind: 'judge'; readonly changed: ReadonlyMap<string, string> };
interface Waiting {
  readonly resolve: (reply: RegionReply) => void;
  readonly reject: (error: Error) => void;
}

/** Threads that wait for a question, the one that was asked last at the end. */
const resting: { readonly judge: symbol; readonly thread: Thread }[] = [];

/** A thread holds the index of a task's repository, often 100 MB: of many tasks only the last ones keep theirs. */
const MOST_RESTING = Math.max(4, availableParallelism());

/**
 * The engine as the judge of a task's rule, in threads that a candidate may cost: none waits for another one's, and the next one gets a new one. Idle threads do not keep the
 * process.
 */
export async function openRegionThread(rule: string, input: RegionRuleInput): Promise<RuleJudge> {
  const judge = Symbol(rule);
  rest(judge, await opened(input));
  return async ({ changed, signal }): Promise<RuleVerdict> => {
    const thread = restingOf(judge) ?? (await opened(input));
    signal.addEventListener('abort', thread.stop);
    try {
      signal.throwIfAborted();
      const reply = await thread.ask({ kind: 'judge', changed: new Map([...changed].map(([path, content]) => [path, decodeText(content)])) });
      if (reply.kind !== 'verdict') throw new Error(reply.kind === 'failed' ? reply.why : 'no verdict');
      return { rule, ...reply.verdict, findings: [...reply.verdict.findings] };
    } finally {
      signal.removeEventListener('abort', thread.stop);
      if (!thread.isStopped()) rest(judge, thread);
    }
  };
}

function restingOf(judge: symbol): Thread | null {
  const at = resting.findLastIndex((one) => one.judge === judge);
  return at === -1 ? null : (resting.splice(at, 1)[0]?.thread ?? null);
}

function rest(judge: symbol, thread: Thread): void {
  resting.push({ judge, thread });
  if (resting.length > MOST_RESTING) resting.shift()?.thread.stop();
}

async function opened(input: RegionRuleInput): Promise<Thread> {
  const thread = startThread();
  const reply = await thread.ask({ kind: 'open', input });
  if (reply.kind === 'failed') {
    thread.stop();
    throw new Error(reply.why);
  }
  return thread;
}

interface Thread {
  readonly ask: (question: Question) => Promise<RegionReply>;
  readonly stop: () => void;
  readonly isStopped: () => boolean;
}

const MEMORY_MB = 2_048;

function startThread(): Thread {
  // In a checkout the sources run, in the package what was compiled.
  const file = new URL(`./region-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const worker = new Worker(file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }, stdout: true, stderr: true });
  const waiting = new Map<number, Waiting>();
  let [next, isStopped] = [0, false];
  const fail = (error: Error): void => {
    isStopped = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail).on('exit', () => fail(new Error('the thread of the rule ended')));
  worker.on('message', (reply: RegionReply) => {
    waiting.get(reply.number)?.resolve(reply);
    waiting.delete(reply.number);
    if (waiting.size === 0) worker.unref();
  });
  worker.unref();
  return {
    ask(question) {
      if (isStopped) return Promise.reject(new Error('the thread of the rule ended'));
      const number = next++;
      const { promise, resolve, reject } = Promise.withResolvers<RegionReply>();
      waiting.set(number, { resolve, reject });
      worker.ref();
      const request: RegionRequest = { number, ...question };
      worker.postMessage(request, []);
      return promise;
    },
    stop() {
      void worker.terminate();
      fail(new Error('the rule was stopped'));
    },
    isStopped: () => isStopped,
  };
}
