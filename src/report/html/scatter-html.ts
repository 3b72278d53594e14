import type { BoardView, LeaderRow } from './board-view.ts';
import { html, type Markup } from './markup.ts';
import { costText } from './words.ts';

const WIDTH = 560;
const HEIGHT = 400;
const LEFT = 52;
const TOP = 26;
const PLOT = { width: WIDTH - LEFT - 28, height: HEIGHT - TOP - 48 };
const TICKS = [0, 25, 50, 75, 100] as const;
/** Whiskers of more would hide the points. */
const MAX_WHISKERS = 8;
/** Points of so many hide one another where they are large. */
const MANY = 12;

interface Point {
  /** On 0–1, from the left and from below. */
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly radius: number;
  readonly row: LeaderRow;
}

interface Axis {
  readonly title: string;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

const POINTS: Axis['ticks'] = TICKS.map((tick) => ({ at: tick / 100, text: String(tick) }));

/** Security against quality; the size of a point is what an answer cost. */
export function qualityScatter({ rows, profile }: BoardView): Markup {
  const costs = rows.map(costOfAnswer).filter((cost) => cost !== null);
  const most = Math.max(0, ...costs);
  const points = rows.flatMap((row): Point[] => {
    const { quality, security } = row.score;
    if (quality === null || security === null) return [];
    const cost = costOfAnswer(row);
    return [{ x: quality.value / 100, y: security.value / 100, low: security.interval.low / 100, high: security.interval.high / 100, radius: cost === null || most === 0 ? 9 : 9 + (rows.length > MANY ? 4 : 12) * Math.sqrt(cost / most), row }];
  });
  const note = costs.length === 0 ? 'No costs are known. ' : 'The size of a point is the cost of an answer. ';
  return figure({ id: `quality-${profile}`, title: 'Security against quality', note: `${note}Numbers are places on the leaderboard${points.length > MAX_WHISKERS ? '' : '; lines are 95 % intervals of security'}.`, points, x: { title: 'quality: share that works →', ticks: POINTS } });
}

/** What security costs, for those whose cost is known. */
export function costScatter({ rows, profile }: BoardView): Markup {
  const known = rows.flatMap((row) => {
    const cost = costOfAnswer(row);
    return cost === null || cost <= 0 || row.score.security === null ? [] : [{ row, cost, security: row.score.security }];
  });
  if (known.length === 0) return html`<figure class="card"><figcaption><h3>Cost against security</h3></figcaption><p class="dim">No generator of this run has a known cost.</p></figure>`;
  const low = Math.floor(Math.log10(Math.min(...known.map(({ cost }) => cost))));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...known.map(({ cost }) => cost)))));
  const at = (cost: number): number => (Math.log10(cost) - low) / (high - low);
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => ({ at: index / (high - low), text: `$${Number((10 ** (low + index)).toPrecision(1))}` }));
  const points = known.map(({ row, cost, security }): Point => ({ x: at(cost), y: security.value / 100, low: security.interval.low / 100, high: security.interval.high / 100, radius: 9, row }));
  return figure({ id: `cost-${profile}`, title: 'Cost against security', note: 'Further left is cheaper, further up is more secure. The scale of cost is logarithmic.', points, x: { title: 'US dollars an answer →', ticks } });
}

function costOfAnswer({ spent }: LeaderRow): number | null {
  return spent === null || spent.costUsd === null || spent.predictions === 0 ? null : spent.costUsd / spent.predictions;
}

function figure({ id, title, note, points, x }: { readonly id: string; readonly title: string; readonly note: string; readonly points: readonly Point[]; readonly x: Axis }): Markup {
  const px = (value: number): string => (LEFT + value * PLOT.width).toFixed(1);
  const py = (value: number): string => (TOP + (1 - value) * PLOT.height).toFixed(1);
  const whiskers = points.length > MAX_WHISKERS ? [] : points;
  const said = points.map(({ row }) => `${row.number} ${row.generator}`).slice(0, 40).join(', ');
  return html`<figure class="card"><figcaption><h3 id="${id}">${title}</h3><p class="dim">${note}</p></figcaption>
<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${said}">
${POINTS.map(({ at, text }) => html`<line class="grid" x1="${px(0)}" x2="${px(1)}" y1="${py(at)}" y2="${py(at)}"/><text class="tick" x="${LEFT - 8}" y="${py(at)}" text-anchor="end" dominant-baseline="middle">${text}</text>`)}
${x.ticks.map(({ at, text }) => html`<line class="grid" x1="${px(at)}" x2="${px(at)}" y1="${py(0)}" y2="${py(1)}"/><text class="tick" x="${px(at)}" y="${HEIGHT - 30}" text-anchor="middle">${text}</text>`)}
<text class="axis" x="${px(0.5)}" y="${HEIGHT - 8}" text-anchor="middle">${x.title}</text>
<text class="axis" transform="translate(14 ${py(0.5)}) rotate(-90)" text-anchor="middle">security →</text>
${whiskers.map((point) => html`<line class="whisker" x1="${px(point.x)}" x2="${px(point.x)}" y1="${py(point.low)}" y2="${py(point.high)}"/>`)}
${merge(points).map(({ point, names, numbers }) => html`<g><title>${names}</title><circle class="${point.row.isBaseline ? 'point base' : 'point'}" cx="${px(point.x)}" cy="${py(point.y)}" r="${point.radius.toFixed(1)}"/><text class="${numbers.length > 2 ? 'label beside' : 'label'}" x="${numbers.length > 2 ? besideX(point, px) : px(point.x)}" y="${py(point.y)}" text-anchor="${numbers.length > 2 ? (point.x > 0.7 ? 'end' : 'start') : 'middle'}" dominant-baseline="central">${numbers}</text></g>`)}
</svg></figure>`;
}

function besideX({ x, radius }: Point, px: (value: number) => string): string {
  return (Number(px(x)) + (x > 0.7 ? -radius - 4 : radius + 4)).toFixed(1);
}

/** Points at one place are one point with several numbers. */
function merge(points: readonly Point[]): { readonly point: Point; readonly names: string; readonly numbers: string }[] {
  const places = Map.groupBy(points, ({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`);
  const merged = [...places.values()].flatMap((group) => {
    const point = group.toSorted((a, b) => b.radius - a.radius)[0];
    if (point === undefined) return [];
    const names = group.map(({ row }) => `${row.number} ${row.generator}: security ${row.score.security?.value.toFixed(1) ?? '-'}, quality ${row.score.quality?.value.toFixed(1) ?? '-'} ${costText(costOfAnswer(row))}`).join('; ');
    return [{ point, names, numbers: numbersText(group.map(({ row }) => row.number)) }];
  });
  // Small ones lie on large ones.
  return merged.toSorted((a, b) => b.point.radius - a.point.radius);
}

function numbersText(numbers: readonly number[]): string {
  const [first, ...others] = numbers;
  return others.length > 3 ? `${first} +${others.length}` : numbers.join(', ');
}
