import { bitsWithout, charactersOf } from './character-set.ts';
import { bitsOf, UPS } from './labels.ts';
import { labelsWithout } from './regex-match.ts';
import type { Proof } from './regex-facts.ts';

const TRAVERSAL = bitsOf(['traversal']);
const NO_PROOF: Proof = { characters: 0, labels: 0 };

/** Of a text that holds the needle, or does not. */
export function includesProves(needle: string, isFound: boolean): Proof {
  if (isFound) return NO_PROOF;
  const isDots = needle === '.' || needle === '..';
  const labels = isDots ? TRAVERSAL | UPS : needle === '/' || needle === '../' ? bitsOf(['up-below']) : needle === '%' ? bitsOf(['encoded-dot', 'encoded-separator']) : 0;
  return { characters: needle.length === 1 ? bitsWithout(charactersOf(needle)) : 0, labels };
}

/** Of a text that begins so, or does not. Absolute paths are POSIX's. */
export function startsWithProves(prefix: string, isFound: boolean): Proof {
  if (prefix === '') return NO_PROOF;
  if (isFound) return { characters: 0, labels: (/^\.{0,2}$|^\.\.[/\\]/u.test(prefix) ? 0 : UPS) | labelsWithout([{ items: [...prefix].slice(0, 200).map((one) => ({ may: charactersOf(one), many: false })), isOpen: true }], false) };
  const ups = prefix === '.' || prefix === '..' ? UPS : prefix === '../' ? bitsOf(['up-below']) : 0;
  return { characters: 0, labels: ups | (prefix === '/' ? bitsOf(['absolute']) : 0) | (prefix === '-' ? bitsOf(['option']) : 0) };
}

/** Of a text that ends so, or does not: what stands before is anything. */
export function endsWithProves(_suffix: string, _isFound: boolean): Proof {
  return NO_PROOF;
}
