// Plain JavaScript for Node 20: it runs before anything is installed.

/** An error that a person can act on: shown without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {string} remedy what to do about it
   */
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/**
 * A line of progress.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}
