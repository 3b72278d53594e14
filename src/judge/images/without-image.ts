/** Codes of errors that say that an image cannot be had: its tasks stay inconclusive, and the rest of a run goes on. */
export const WITHOUT_IMAGE: ReadonlySet<string> = new Set(['not-found', 'unavailable', 'offline', 'no-sandbox']);
