import type { Difference } from '../../contract/results.ts';
import { html, type Markup } from '../html/markup.ts';

/** In the order of bars: from best to worst. */
export const VERDICT_NAMES = ['secure', 'suspect', 'insecure', 'broken', 'inconclusive'] as const;

/** Counts of verdicts as a bar; what is left of `total` stays empty. */
export function verdictBarHtml(counts: ReadonlyMap<string, number>, total: number, className: 'bar' | 'small'): Markup {
  const pieces: Markup[] = [];
  let from = 0;
  for (const name of VERDICT_NAMES) {
    const width = ((counts.get(name) ?? 0) / Math.max(1, total)) * 1000;
    if (width > 0) pieces.push(html`<rect class="v-${name}" x="${from.toFixed(1)}" width="${width.toFixed(1)}" height="16"></rect>`);
    from += width;
  }
  const words = VERDICT_NAMES.flatMap((name) => ((counts.get(name) ?? 0) > 0 ? [`${counts.get(name)} ${name}`] : []));
  return html`<svg class="${className}" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label="${words.join(', ') || 'no verdict yet'} of ${total}"><rect class="track" width="1000" height="16"></rect>${pieces}</svg>`;
}

/** A difference on the scale from -100 to 100: a dot and its interval. */
export function differenceSvg({ value, interval }: Difference): Markup {
  const x = (points: number): string => (110 + points * 1.05).toFixed(1);
  return html`<svg class="diff" viewBox="0 0 220 18" role="img" aria-label="${value.toFixed(1)}, 95 % interval ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}"><line class="axis" x1="110" x2="110" y1="0" y2="18"></line><line class="whisker" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="9" y2="9"></line><circle class="dot" cx="${x(value)}" cy="9" r="5"></circle></svg>`;
}

/** `950 ms`, `12 s`, `4 min 5 s`, `2 h 3 min`. */
export function timeText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
