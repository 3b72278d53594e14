/**
 * First line of a patch that is made against the original repository. Without it a patch is tried on the masked repository first, and one
 * that leaves the region alone would apply there with the marker still in place of the region.
 */
export const ORIGINAL_BASE_LINE = 'ase-base: original';
