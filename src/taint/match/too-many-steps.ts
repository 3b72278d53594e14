/** A pattern needs more comparisons in a file than it may: what it would find is not known. */
export class TooManySteps extends Error {}
