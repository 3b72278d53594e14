import { AseError } from '../contract/errors.ts';
import type { RegionFile } from './region-files.ts';

/**
 * What BM25 is asked. `summary+file` and `summary+block` are A.S.E.'s and ask with the text that was taken out; `summary+masked` sees nothing of it; `hypothetical` asks with a draft of
 * the answer, made by a model that saw the masked file.
 */
export type QueryStrategy = 'summary+file' | 'summary+block' | 'summary+masked' | 'hypothetical';

export interface QueryText {
  readonly text: string;
  /** Whether the removed text is a part of it. */
  readonly seesOriginal: boolean;
}

export interface QueryInput {
  readonly query: QueryStrategy;
  readonly description: string;
  readonly draft?: string | undefined;
  readonly files: readonly RegionFile[];
}

/** @throws AseError `bad-input` where `hypothetical` comes without a draft */
export function queryText({ query, description, draft, files }: QueryInput): QueryText {
  switch (query) {
    case 'summary+file':
      return { text: official(description, files.map(({ original }) => original)), seesOriginal: true };
    case 'summary+block':
      return { text: official(description, files.flatMap(({ blocks }) => blocks)), seesOriginal: true };
    case 'summary+masked':
      return { text: [description, ...files.map(({ masked }) => masked)].join('\n'), seesOriginal: false };
    case 'hypothetical':
      if (draft === undefined || draft.trim() === '') throw new AseError('bad-input', 'the query strategy hypothetical needs a draft of the answer', { remedy: 'Pass a draft, or choose summary+masked.' });
      return { text: draft, seesOriginal: false };
  }
}

function official(description: string, texts: readonly string[]): string {
  return [`Functionality Summary: ${description}`, ...texts].join('\n');
}
