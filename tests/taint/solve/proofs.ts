import { labelNames } from '../../../src/taint/solve/labels.ts';
import type { Proof } from '../../../src/taint/solve/regex-facts.ts';

/** The order of the bits in labels.ts. */
const TRACKED = `'"\\<>&/.;|$\`() \n\r%*:-={}[]#@\0`;

/** A proof as people read it: the characters that are gone (A: letters, 0: digits), and the labels. */
export function told({ characters, labels }: Proof): string {
  const gone = [...TRACKED, 'A', '0'].filter((_, at) => (characters & (2 ** at)) !== 0).join('');
  return [gone, ...labelNames(labels)].join(' ');
}

/** All tracked characters but these. */
export function allBut(kept: string): string {
  return [...TRACKED, 'A', '0'].filter((one) => !kept.includes(one)).join('');
}

/** What is gone although it is there: empty for a true proof. */
export function lies(proof: Proof, text: string): string[] {
  const gone = told({ ...proof, labels: 0 });
  const found = [...gone].filter((one) => (one === 'A' ? /[a-z]/iu.test(text) : one === '0' ? /\d/u.test(text) : text.includes(one)));
  const labels: Readonly<Record<string, () => boolean>> = {
    traversal: () => text.split(/[/\\]/u).includes('..'),
    absolute: () => text.startsWith('/'),
    up: () => text === '..',
    'up-below': () => text.startsWith('../'),
    'encoded-dot': () => /%2e/iu.test(text),
    'encoded-separator': () => /%2f|%5c/iu.test(text),
    option: () => text.startsWith('-'),
    scheme: () => /^[\s\0]*[a-z][a-z0-9+.-]*:/iu.test(text) && !/^https?:/iu.test(text),
    host: () => hostOf(text) !== 'base.example',
  };
  return [...found, ...labelNames(proof.labels).filter((label) => labels[label]?.() ?? true)];
}

function hostOf(text: string): string {
  try {
    return new URL(text, 'https://base.example/').host;
  } catch {
    return 'none';
  }
}
