/** What can go wrong in a check, by whose fault it is. Anything else that is thrown is the judge's. */

/** The candidate did not do what was asked: the check fails. */
export class Failed extends Error {
  /**
   * @param {string} message
   * @param {string} [reason] a stable word for the outcome
   */
  constructor(message, reason = 'assertion') {
    super(message);
    this.name = 'Failed';
    this.reason = reason;
  }
}

/** The candidate's process died, hung, or answered with what is no answer. */
export class TargetLost extends Failed {
  /**
   * @param {string} message
   * @param {'crashed' | 'timeout' | 'protocol'} reason
   */
  constructor(message, reason) {
    super(message, reason);
    this.name = 'TargetLost';
  }
}

/** The code under test threw; `errorName`, `message` and `code` are what it said. */
export class CandidateError extends Failed {
  /** @param {{ name?: unknown, message?: unknown, code?: unknown }} error */
  constructor(error) {
    super(String(error.message), 'threw');
    this.name = 'CandidateError';
    this.errorName = String(error.name);
    this.code = error.code === undefined ? undefined : String(error.code);
  }
}
