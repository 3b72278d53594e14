// A thread of its own for the engine: candidates are hostile, what is followed takes time, and only a thread can be stopped from outside.
import { parentPort } from 'node:worker_threads';
import { openRegion, type RegionRuleInput } from './open-region.ts';
import type { RegionJudge, RegionVerdict } from '../../taint/region-judge.ts';

export type RegionRequest = { readonly number: number } & ({ readonly kind: 'open'; readonly input: RegionRuleInput } | { readonly kind: 'judge'; readonly changed: ReadonlyMap<string, string> });
export type RegionReply = { readonly number: number } & ({ readonly kind: 'opened' } | { readonly kind: 'verdict'; readonly verdict: RegionVerdict } | { readonly kind: 'failed'; readonly why: string });

let judge: RegionJudge | null = null;

async function answer(request: RegionRequest): Promise<RegionReply> {
  const { number } = request;
  try {
    if (request.kind === 'open') {
      judge = await openRegion(request.input);
      return { number, kind: 'opened' };
    }
    if (judge === null) return { number, kind: 'failed', why: 'the rule was not opened' };
    return { number, kind: 'verdict', verdict: judge(request.changed) };
  } catch (error) {
    return { number, kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: RegionRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply, []));
});
