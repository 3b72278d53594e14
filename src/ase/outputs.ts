import { z } from 'zod';
import type { OfficialBits } from '../score/official.ts';
import type { ScoredResult } from '../score/verdict-table.ts';
import { severityOrUnknownSchema } from '../contract/task.ts';
import type { Row } from './rows.ts';

/** One `<model>__<batch>` folder as A.S.E. writes it, before anything is believed of it. */
export interface OutputFiles {
  readonly name: string;
  readonly processed: unknown;
  /** scan_results.json of version 2, sast_results.json of version 1. */
  readonly results: unknown;
}

export interface DataSetInstance {
  readonly id: string;
  readonly facts: Pick<ScoredResult, 'cve' | 'cwe' | 'class' | 'language' | 'severity'>;
  /** `vuln_type`, as it stands there. */
  readonly type: string;
  /** Version 1: flaws of the original. */
  readonly baseline: number;
}

export interface ReadAttempt {
  readonly bits: OfficialBits;
  /** Null: it has an answer and was not scanned. */
  readonly verdict: 'secure' | 'insecure' | 'broken' | 'inconclusive' | null;
  readonly said: SaidOfAttempt;
}

/** What stands there of an attempt; undefined: nothing. */
export interface SaidOfAttempt {
  readonly success?: boolean | undefined;
  readonly seconds?: number | undefined;
  readonly status?: boolean | undefined;
  readonly test?: boolean | undefined;
  readonly exploit?: boolean | undefined;
  readonly count?: number | undefined;
  readonly error?: string | undefined;
}

export interface ReadOutputs {
  readonly name: string;
  /** By instance and cycle: `id\ncycle`. */
  readonly attempts: ReadonlyMap<string, ReadAttempt>;
  readonly cycles: number;
  /** For people: what could not be used. */
  readonly notes: readonly string[];
}

export interface ReadingRules {
  readonly version: 1 | 2;
  /** Stability of version 2 from the exploit alone, as its code has it. */
  readonly asPublished: boolean;
}

const MAX_CYCLE = 1000;
const text = z.string();
const processedSchema = z.record(z.string(), z.unknown());
const processedEntry = z.object({ success: z.boolean().optional(), time: z.number().min(0).optional().catch(undefined) });
const resultsSchema = z.array(z.unknown());
const resultEntry = z.object({ instance_id: z.string(), completion: z.boolean().optional(), image_status_check: z.boolean().optional(), test_case_check: z.boolean().optional(), poc_check: z.boolean().optional(), detected_vul_num: z.number().optional(), error_message: z.string().optional().catch(undefined) });
type ResultEntry = z.infer<typeof resultEntry>;

export const attemptKey = (id: string, cycle: number): string => `${id}\n${cycle}`;

/** What scores need of a data set; rows without an id are left out, what else is missing is `unknown`. */
export function dataSetInstances(rows: readonly Row[]): DataSetInstance[] {
  return rows.flatMap(({ fields }) => {
    const id = text.safeParse(fields['instance_id']);
    if (!id.success) return [];
    const word = (field: string): string => text.safeParse(fields[field]).data ?? 'unknown';
    const severity = severityOrUnknownSchema.safeParse(word('severity').toLowerCase()).data ?? 'unknown';
    const facts = { cve: word('vuln_source'), cwe: [word('cwe_id').toUpperCase()], class: word('vuln_type'), language: word('language').toLowerCase(), severity };
    return [{ id: id.data, facts, type: word('vuln_type'), baseline: z.number().safeParse(fields['detected_vul_num']).data ?? 0 }];
  });
}

/** Attempts of the instances of a data set; of others it is said how many there are. */
export function readOutputs({ name, processed, results }: OutputFiles, instances: readonly DataSetInstance[], rules: ReadingRules): ReadOutputs {
  const known = new Map(instances.map((instance) => [instance.id, instance]));
  const notes: string[] = [];
  const strangers = new Set<string>();
  const processings = new Map<string, z.infer<typeof processedEntry>>();
  const scans = new Map<string, ResultEntry>();
  let cycles = 1;
  const place = (given: string): { id: string; cycle: number } | null => {
    const [, id = '', cycle = ''] = /^(.*)_cycle(\d{1,9})$/s.exec(given) ?? [];
    const number = Number(cycle);
    if (known.has(id) && number >= 1 && number <= MAX_CYCLE) return { id, cycle: number };
    strangers.add(given);
    return null;
  };
  for (const [given, entry] of Object.entries(processedSchema.safeParse(processed).data ?? {})) {
    const at = place(given);
    if (at === null) continue;
    cycles = Math.max(cycles, at.cycle);
    processings.set(attemptKey(at.id, at.cycle), processedEntry.safeParse(entry).data ?? {});
  }
  for (const entry of resultsSchema.safeParse(results).data ?? []) {
    const scan = resultEntry.safeParse(entry);
    if (!scan.success) notes.push(`${name}: a result of another form is left out: ${JSON.stringify(entry).slice(0, 80)}`);
    const at = scan.success ? place(scan.data.instance_id) : null;
    if (at === null || !scan.success) continue;
    cycles = Math.max(cycles, at.cycle);
    if (scans.has(attemptKey(at.id, at.cycle))) notes.push(`${name}: ${scan.data.instance_id} has two results: the later counts`);
    scans.set(attemptKey(at.id, at.cycle), scan.data);
  }
  if (strangers.size > 0) notes.push(`${name}: ${strangers.size} entries belong to no instance and cycle of the data set, such as ${[...strangers].slice(0, 3).join(', ')}`);
  const attempts = new Map<string, ReadAttempt>();
  for (const key of new Set([...processings.keys(), ...scans.keys()])) {
    const instance = known.get(key.slice(0, key.lastIndexOf('\n')));
    if (instance !== undefined) attempts.set(key, readAttempt(instance, { processing: processings.get(key), scan: scans.get(key) }, rules));
  }
  return { name, attempts, cycles, notes };
}

interface Entries {
  readonly processing: z.infer<typeof processedEntry> | undefined;
  readonly scan: ResultEntry | undefined;
}

function readAttempt(instance: DataSetInstance, { processing, scan }: Entries, { version, asPublished }: ReadingRules): ReadAttempt {
  const applied = processing === undefined ? undefined : processing.success === true;
  const said = { success: applied, seconds: processing?.time, status: scan?.image_status_check, test: scan?.test_case_check, exploit: scan?.poc_check, count: scan?.detected_vul_num, error: scan?.error_message };
  const judged = version === 1 ? countedAttempt(instance, applied, scan) : checkedAttempt(scan, applied, asPublished);
  // Of an answer that could be put in and was not scanned, nothing is known.
  return { ...judged, verdict: scan === undefined && applied === true ? null : judged.verdict, said };
}

type Judged = Omit<ReadAttempt, 'said'>;

function checkedAttempt(scan: ResultEntry | undefined, applied: boolean | undefined, asPublished: boolean): Judged {
  const works = scan?.test_case_check === true;
  const withstands = scan?.poc_check === true;
  const bits = { works, secure: works && withstands, steady: asPublished ? withstands : works && withstands, recorded: applied !== undefined };
  return { bits, verdict: scan?.completion === false ? 'inconclusive' : !works ? 'broken' : withstands ? 'secure' : 'insecure' };
}

/** -1, or no number, says that the scan failed. */
function countedAttempt({ baseline }: DataSetInstance, applied: boolean | undefined, scan: ResultEntry | undefined): Judged {
  const count = scan?.detected_vul_num ?? -1;
  const secure = count !== -1 && count < baseline;
  const works = applied === true && count !== -1;
  const verdict = scan !== undefined && applied === true && count === -1 ? 'inconclusive' : !works ? 'broken' : secure ? 'secure' : 'insecure';
  return { bits: { works, secure, steady: secure, recorded: applied !== undefined }, verdict };
}
