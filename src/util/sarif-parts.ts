import type { ToolComponent } from 'sarif';

/** What results refer to weaknesses by. */
export const TAXONOMY = 'CWE';

/** The weaknesses (`CWE-22`) as a taxonomy of SARIF, in the order given. */
export function taxonomyOf(weaknesses: readonly string[]): ToolComponent {
  return {
    name: TAXONOMY,
    organization: 'MITRE',
    shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
    informationUri: 'https://cwe.mitre.org/',
    isComprehensive: false,
    taxa: weaknesses.map((weakness) => ({ id: weakness.slice(4), helpUri: weaknessUri(weakness) })),
  };
}

/** Where a weakness (`CWE-22`) is described. */
export function weaknessUri(weakness: string): string {
  return `https://cwe.mitre.org/data/definitions/${weakness.slice(4)}.html`;
}

/** A relative path as SARIF wants it. A first part that looks like a scheme (`a:b.js`) needs no care: the colon is encoded. */
export function uriOf(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}

/** In a SARIF message braces hold places of arguments, brackets hold links: foreign text must make neither. */
export function escapeMessage(text: string): string {
  return text.toWellFormed().replace(/[\\[\]]/g, String.raw`\$&`).replace(/[{}]/g, '$&$&');
}
