import type { Agent as PlainAgent } from 'node:http';
import type { GatewayBudget, GatewayStop, Provider } from '../contract/gateway.ts';
import type { PriceOf } from './meter.ts';

/** Where requests really go. */
export interface Upstream {
  /** What stands before an API's own path: `…/v1` for OpenAI, the bare origin for Anthropic and Google. A path and a port may be in it. */
  readonly baseUrl: string;
  readonly key: string;
  /** Further headers, such as the organisation. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For a proxy of the user's; default: one that keeps connections. */
  readonly agent?: PlainAgent;
}

export type GatewaySource =
  | { readonly kind: 'live'; readonly upstream: Upstream }
  /** Answers come from the text of a cassette; nothing is sent anywhere. */
  | { readonly kind: 'replay'; readonly cassette: string };

export interface GatewayLimits {
  readonly bodyBytes: number;
  /** One exchange, from its last byte in to its last byte out. */
  readonly exchangeMs: number;
  /** To send a request. */
  readonly requestMs: number;
  /** Of all requests and answers in the cassette; later ones are not kept. */
  readonly cassetteBytes: number;
  readonly connections: number;
  /** How long an answer that nobody waits for any more is read on, to know what it cost. */
  readonly abandonedMs: number;
}

const MIB = 1024 * 1024;
export const GATEWAY_LIMITS: GatewayLimits = { bodyBytes: 32 * MIB, exchangeMs: 30 * 60_000, requestMs: 60_000, cassetteBytes: 128 * MIB, connections: 64, abandonedMs: 30_000 };

export interface GatewayOptions {
  readonly provider: Provider;
  /** The only model that is ever asked, whatever a request names. */
  readonly model: string;
  readonly source: GatewaySource;
  readonly budget: GatewayBudget;
  readonly priceOf: PriceOf;
  /**
   * Waits until the rate of the run allows a request of about so many input tokens.
   * @throws AseError `budget` where the run has spent what it may: the attempt is given up
   */
  readonly admit?: (tokens: number, signal: AbortSignal) => Promise<void>;
  /** Told what each answer came to, for the budget of the run; the cost is null where it is not known. */
  readonly spend?: (used: { readonly costUsd: number | null; readonly tokens: number }) => void;
  readonly limits?: Partial<GatewayLimits>;
  /** Called once, when the run of the agent has to end. */
  readonly onStop?: (stop: GatewayStop) => void;
  /** Where the socket's folder is made; default: the system's temporary folder. */
  readonly temporaryFolder?: string;
}
