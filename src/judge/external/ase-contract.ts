import { z } from 'zod';
import { AseError } from '../../contract/errors.ts';
import type { ImageResult } from '../../contract/sandbox.ts';
import type { Task } from '../../contract/task.ts';

/** What an image of A.S.E. reads: where the repository lies, and what is looked for. */
export interface AseInput {
  readonly path: string;
  readonly language: Task['language'];
  readonly vuln_type: readonly string[];
}

const MAX_ERROR = 300;

/** By `class`, as A.S.E. writes the four that it knows. */
const VULNERABILITY_TYPES: Readonly<Record<string, string>> = { 'sql-injection': 'sql injection', 'cross-site-scripting': 'xss', 'command-injection': 'command injection', 'path-traversal': 'path traversal' };

export function aseInputOf({ language, class: name }: Pick<Task, 'language' | 'class'>, path: string): AseInput {
  return { path, language, vuln_type: [VULNERABILITY_TYPES[name] ?? name.replaceAll('-', ' ')] };
}

const outputSchema = z.object({ detected_vul_num: z.int().min(-1), error_message: z.string().nullish() });

/** How many flaws an image found, or why that is not known: it says -1 itself, or wrote something else. */
export type AseCount = { readonly known: true; readonly count: number } | { readonly known: false; readonly reason: string };

export function readAseOutput(content: Buffer | null): AseCount {
  if (content === null || content.length === 0) return { known: false, reason: 'it wrote no result' };
  let json: unknown;
  try {
    json = JSON.parse(content.toString('utf8'));
  } catch (error) {
    return { known: false, reason: `its result is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = outputSchema.safeParse(json);
  if (!parsed.success) return { known: false, reason: `its result is not of the contract: ${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? ''}` };
  const { detected_vul_num: count, error_message: message } = parsed.data;
  if (count === -1) return { known: false, reason: `its scan failed${message == null || message === '' ? '' : `: ${message.slice(0, MAX_ERROR).toWellFormed()}`}` };
  return { known: true, count };
}

/** How A.S.E. calls its two families of images: through a shell, whatever their own entrypoint is. Null for others, whose entrypoint takes both paths. */
const ENTRIES: readonly (readonly [family: RegExp, entry: string])[] = [
  [/(?:^|\/)autopoc(?:[:@]|$)/, '/app/AutoPoC/entry.sh'],
  [/(?:^|\/)ai_gen_code(?:[:@]|$)/, '/pecker/entry.sh'],
];

/** The arguments of an image of the contract, by its name. */
export function aseImageCommand(image: string, input: string, output: string): string[] {
  const entry = ENTRIES.find(([family]) => family.test(image))?.[1];
  return entry === undefined ? [input, output] : ['/bin/bash', '-c', `${entry} ${input} ${output}`];
}

/** What a run of an image of the contract says. @throws AseError `unavailable` where its container was lost */
export function readAseImage({ end, file }: Pick<ImageResult, 'end' | 'file'>): AseCount {
  switch (end.kind) {
    case 'lost':
      throw new AseError('unavailable', `the container of the rule was lost: ${end.reason}`);
    case 'limit':
      return { known: false, reason: `it used up its ${end.limit}` };
    case 'signalled':
      return { known: false, reason: `it was ended by ${end.signal}` };
    case 'exited': {
      const read = readAseOutput(file);
      return end.code !== 0 && !read.known ? { known: false, reason: `exit code ${end.code}, ${read.reason}` } : read;
    }
  }
}
