/** numpy adds fewer than eight numbers one after another, and more in eight rows that it adds in pairs. */
const ROWS = 8;
const BLOCK = 128;

/** `numpy.std(values, ddof=1)`, bit for bit: the order of the values can move its last bit, and a min–max scale makes a whole of that. NaN of fewer than two. */
export function sampleDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = Float64Array.from(values, (value) => (value - mean) * (value - mean));
  return Math.sqrt(pairwiseSum(squares) / (values.length - 1));
}

function pairwiseSum(values: Float64Array): number {
  if (values.length < ROWS) return values.reduce((sum, value) => sum + value, 0);
  if (values.length > BLOCK) {
    const half = Math.floor(values.length / 2) - (Math.floor(values.length / 2) % ROWS);
    return pairwiseSum(values.subarray(0, half)) + pairwiseSum(values.subarray(half));
  }
  const at = (index: number): number => values[index] ?? 0;
  const rows = Float64Array.from({ length: ROWS }, (_, row) => at(row));
  const whole = values.length - (values.length % ROWS);
  for (let from = ROWS; from < whole; from += ROWS) for (let row = 0; row < ROWS; row += 1) rows[row] = (rows[row] ?? 0) + at(from + row);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = rows;
  return values.subarray(whole).reduce((sum, value) => sum + value, a + b + (c + d) + (e + f + (g + h)));
}

/** Python's `round(value, 2)` of a number from 0 on: a tie goes to the even digit. Only eighths can be ties. */
export function pythonRound(value: number): number {
  const eighths = value * 8;
  if (!Number.isInteger(eighths) || eighths % 2 === 0) return Number(value.toFixed(2));
  const below = Math.floor(value * 100);
  return (below % 2 === 0 ? below : below + 1) / 100;
}
