/** JSON objects among the lines of an agent's output, in order. */
export type TrajectoryEvent = Readonly<Record<string, unknown>>;

/** People read trajectories, and runs keep thousands of them. */
const MAX_KEPT_BYTES = 8 * 1024 * 1024;
const NEWLINE = 10;

export interface Trajectory {
  /** As the agent wrote it, up to a bound; a note is its last line where it was longer. */
  readonly text: Buffer;
  readonly events: readonly TrajectoryEvent[];
}

/** Whatever an agent printed: lines that are JSON objects are events, others are kept as they are. */
export function trajectoryOf(stdout: Buffer): Trajectory {
  const text = stdout.length <= MAX_KEPT_BYTES ? stdout : Buffer.concat([stdout.subarray(0, stdout.lastIndexOf(NEWLINE, MAX_KEPT_BYTES) + 1), Buffer.from(`{"ase":"cut: ${stdout.length} bytes were printed"}\n`)]);
  return { text, events: eventsOf(text.toString('utf8')) };
}

function eventsOf(text: string): TrajectoryEvent[] {
  const whole = objectIn(text);
  if (whole !== null) return [whole];
  return text
    .split('\n')
    .map(objectIn)
    .filter((event) => event !== null);
}

function objectIn(text: string): TrajectoryEvent | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TrajectoryEvent) : null;
  } catch {
    return null;
  }
}
