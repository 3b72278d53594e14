import type { GatewayReport, GatewayStop, Refusal } from '../contract/gateway.ts';
import type { Exchanged } from './exchange.ts';
import { stopFor } from './faults.ts';
import { createMeter } from './meter.ts';
import type { Meter } from './meter.ts';
import { GATEWAY_LIMITS } from './options.ts';
import type { GatewayLimits, GatewayOptions } from './options.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

/** An agent may be refused as often as it likes; people read the first ones. */
const KEPT_REFUSALS = 1_000;
const KEPT_CHARACTERS = 300;

/** All that an attempt's gateway remembers. */
export interface GatewayState {
  readonly limits: GatewayLimits;
  readonly meter: Meter;
  readonly recorder: Recorder;
  nextNumber(): number;
  refuse(refusal: Refusal): void;
  stop(stop: GatewayStop): void;
  asked(model: string | null): void;
  exchanged(exchanged: Exchanged, isFree: boolean): void;
  report(): GatewayReport;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export function createState(options: GatewayOptions): GatewayState {
  const limits = { ...GATEWAY_LIMITS, ...options.limits };
  const meter = createMeter(options.budget, options.priceOf);
  const recorder = createRecorder(limits.cassetteBytes);
  const refusals: Refusal[] = [];
  const served = new Set<string>();
  const others = new Set<string>();
  let number = 0;
  let stopped: GatewayStop | null = null;
  const last: Pick<Mutable<GatewayReport>, 'lastFailure' | 'lastEnding'> = { lastFailure: null, lastEnding: null };
  const stop = (reason: GatewayStop): void => {
    if (stopped !== null) return;
    stopped = reason;
    options.onStop?.(reason);
  };
  return {
    limits,
    meter,
    recorder,
    nextNumber: () => (number += 1),
    stop,
    refuse({ method, path, ...others_ }) {
      if (refusals.length < KEPT_REFUSALS) refusals.push({ ...others_, method: method.slice(0, KEPT_CHARACTERS), path: path.slice(0, KEPT_CHARACTERS) });
    },
    asked(model) {
      if (model !== null && model !== options.model && others.size < KEPT_REFUSALS) others.add(model.slice(0, KEPT_CHARACTERS));
    },
    exchanged({ told, failure }, isFree) {
      last.lastFailure = failure;
      if (told.model !== null) served.add(told.model.slice(0, KEPT_CHARACTERS));
      const fault = failure === null ? null : stopFor(failure);
      if (fault !== null) stop(fault);
      // Failed requests are free of charge, and say nothing of tokens.
      if (failure !== null || isFree) return;
      last.lastEnding = told.ending;
      const costUsd = meter.add(told.usage, told.model ?? options.model);
      options.spend?.({ costUsd, tokens: (told.usage?.inputTokens ?? 0) + (told.usage?.outputTokens ?? 0) });
    },
    report: () => ({
      usage: meter.usage(),
      servedModels: [...served],
      otherModels: [...others],
      refusals: [...refusals],
      stop: stopped,
      ...last,
      exchanges: recorder.text(),
      replayable: recorder.isWhole(),
    }),
  };
}
