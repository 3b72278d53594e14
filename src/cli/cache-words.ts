const MIB = 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

/** What `--older-than` (days) and `--max-size` (MiB) ask of `pruneCache`. */
export function pruneLimits({ olderThan, maxSize }: { readonly olderThan?: number; readonly maxSize?: number }): { olderThanMs?: number; maxBytes?: number } {
  return { ...(olderThan === undefined ? {} : { olderThanMs: olderThan * DAY_MS }), ...(maxSize === undefined ? {} : { maxBytes: maxSize * MIB }) };
}

export function megabytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
