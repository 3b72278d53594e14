/** Code nested deeper than this is not understood: whoever reads the tree goes down it. */
export const MAX_DEPTH = 300;

/** More operations, arms or branches of one kind within each other than this are not kept apart. */
export const MAX_CHAIN = 100;
