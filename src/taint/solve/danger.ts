import { bitsOf, characterBits, type LabelName } from './labels.ts';

/** What `contexts.ts` calls a danger; each of `needs` is a text whose characters make a set. */
export function danger(label: LabelName, ...needs: readonly string[]): { readonly label: number; readonly needs: readonly number[] } {
  return { label: bitsOf([label]), needs: needs.map(characterBits) };
}
