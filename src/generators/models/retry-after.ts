const SECONDS = /^\s*(\d+(?:\.\d+)?)\s*$/;

/** What a provider says of when to come back: headers, and what Google puts into the body. */
export interface Refusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds to wait, of any length; null where the provider says nothing that can be understood. RFC 9110, 10.2.3: seconds or a date. */
export function retryAfterMs({ headers, body }: Refusal, nowMs: number): number | null {
  const [, milliseconds] = SECONDS.exec(headers['retry-after-ms'] ?? '') ?? [];
  if (milliseconds !== undefined) return Number(milliseconds);
  const after = headers['retry-after'];
  if (after !== undefined) {
    const [, seconds] = SECONDS.exec(after) ?? [];
    if (seconds !== undefined) return Number(seconds) * 1000;
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  }
  const [, delay] = /"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"/.exec(body) ?? [];
  return delay === undefined ? null : Number(delay) * 1000;
}

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** 1, 2, 4 … 60 s, of which a random part up to the half is left out so that workers do not come back all at once. `tries` counts from 1. */
export function backoffMs(tries: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1));
  return whole * (1 - random() / 2);
}

/** A stated wait is never cut; those who were told the same come back one after another. */
export function spreadMs(statedMs: number, random: () => number): number {
  return statedMs + random() * Math.min(2000, 250 + statedMs / 10);
}
