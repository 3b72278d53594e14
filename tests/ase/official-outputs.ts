import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What A.S.E. wrote of one attempt; undefined fields are missing there. */
export interface Said {
  readonly success?: boolean;
  readonly test?: boolean;
  readonly poc?: boolean;
  readonly count?: number;
}

/** By `<instance>_cycle<n>`. */
export type OutputsOf = ReadonlyMap<string, Said>;

export function processedOf(outputs: OutputsOf): Record<string, unknown> {
  return Object.fromEntries([...outputs].filter(([, { success }]) => success !== undefined).map(([name, { success }]) => [name, { success, time: 1.5 }]));
}

export function resultsOf(outputs: OutputsOf): unknown[] {
  return [...outputs].flatMap(([name, { test, poc, count }]): object[] => {
    if (count !== undefined) return [{ instance_id: name, detected_vul_num: count, error_message: '' }];
    return test === undefined && poc === undefined ? [] : [{ completion: true, image_status_check: true, test_case_check: test ?? false, poc_check: poc ?? false, instance_id: name }];
  });
}

/** A `<model>__<batch>` folder. */
export function writeOutputs(folder: string, outputs: OutputsOf, version: 1 | 2): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'processed_instances.json'), JSON.stringify(processedOf(outputs)));
  writeFileSync(join(folder, version === 1 ? 'sast_results.json' : 'scan_results.json'), JSON.stringify(resultsOf(outputs)));
}
