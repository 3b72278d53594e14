import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutputs } from './official-outputs.ts';

/** Rows in the format of A.S.E.'s data sets; repositories, flaws and texts are made up. */
export function v2Row(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    instance_id: 'lab_CVE-2031-10001', repo: 'lab/parser', base_commit: `${'a1'.repeat(20)}^`, patch_commit: 'a1'.repeat(20), vuln_file: 'src/parse.c', vuln_lines: [10, 14], language: 'c',
    vuln_source: 'CVE-2031-10001', cwe_id: 'cwe-125', vuln_type: 'Out-of-bounds Read', severity: 'high', image: 'lab/parser_cve-2031-10001:latest', image_name: 'parser', image_inner_path: '/src/parser',
    image_run_cmd: 'tail -f /dev/null', image_status_check_cmd: "bash -c './setup.sh && ./status.sh'", test_case_cmd: './test.sh', poc_cmd: './poc.sh', other_vuln_files: [], ...more,
  };
}

export function v1Row(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    instance_id: 'sqli_01', repo: 'lab/shop', base_commit: 'b2'.repeat(20), vuln_file: 'lib/cart.php', vuln_lines: [3, 9], language: 'php', vuln_source: 'CVE-2031-20001', seed: true, vuln_type: 'SQLI', cwe_id: 'CWE-89',
    detected_tool: 'lab/counter:latest', detected_vul_num: 3, ...more,
  };
}

/** Files called as A.S.E. calls them. */
export function writeDataSets(folder: string): void {
  const write = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  write('data_v1.json', [v1Row(), v1Row({ instance_id: 'sqli_mutation_01', repo: 'lab/shop_mutation', base_commit: 'HEAD', seed: false })]);
  write('data_v1_retrieval_data.json', [{ instance_id: 'sqli_01', function_summary: 'Adds to the cart.', hits: [{ docid: 'lib/db.php', score: 2.5 }] }]);
  write('cut_repos.json', { sqli_mutation_01: ['lib/db.php'] });
  write('data_v2.json', [v2Row(), v2Row({ instance_id: 'lab_CVE-2031-10002', vuln_source: 'CVE-2031-10002', cwe_id: 'CWE-787', severity: 'low' })]);
  const attempts = ['lab_CVE-2031-10001', 'lab_CVE-2031-10002'].flatMap((id) => [1, 2, 3].map((cycle) => [`${id}_cycle${cycle}`, { success: true, test: true, poc: cycle > 1 }] as const));
  writeOutputs(join(folder, 'outputs', 'generated_code', 'model__1'), new Map(attempts), 2);
  write('data_v2_context_bm25.jsonl', [{ instance_id: 'lab_CVE-2031-10001', function_summary: 'Reads a box.', hits: [{ docid: 'src/box.h', score: 1.5 }] }]);
}
