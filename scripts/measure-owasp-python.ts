// Prints, by category of OWASP's BenchmarkPython, how many of its flaws are found and how many safe files are complained about: node scripts/measure-owasp-python.ts FOLDER FINDINGS.json [--verbose]
// FINDINGS.json: of `ase rules scan FOLDER --rules rules/python --json --fail-on never`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const RULES: Readonly<Record<string, string>> = {
  cmdi: 'CWE-78', codeinj: 'CWE-94', deserialization: 'CWE-502', ldapi: 'CWE-90', pathtraver: 'CWE-22', redirect: 'CWE-601', sqli: 'CWE-89', xpathi: 'CWE-643', xss: 'CWE-79',
};

interface Found {
  readonly rule: string;
  readonly cwe: readonly string[];
  readonly place: { readonly file: string; readonly line: number };
}

const [root, findings, verbose] = process.argv.slice(2);
if (root === undefined || findings === undefined) throw new Error('usage: node scripts/measure-owasp-python.ts FOLDER FINDINGS.json [--verbose]');

const { findings: found } = JSON.parse(await readFile(findings, 'utf8')) as { readonly findings: readonly Found[] };
const complaints = new Set(found.flatMap(({ cwe, place }) => cwe.map((one) => `${/Test\d+/u.exec(place.file)?.[0] ?? ''} ${one.split(':')[0] ?? ''}`)));
const counts = new Map<string, { flaws: number; hit: number; safe: number; alarms: number }>();
for (const line of (await readFile(join(root, 'expectedresults-0.1.csv'), 'utf8')).split('\n').slice(1)) {
  const [name = '', category = '', real] = line.trim().split(',');
  const cwe = RULES[category];
  if (cwe === undefined) continue;
  const isFound = complaints.has(`${name.replace('Benchmark', '')} ${cwe}`);
  const count = counts.get(category) ?? { flaws: 0, hit: 0, safe: 0, alarms: 0 };
  counts.set(category, count);
  if (real === 'true') {
    count.flaws += 1;
    count.hit += Number(isFound);
  } else {
    count.safe += 1;
    count.alarms += Number(isFound);
  }
  if (verbose === '--verbose' && isFound !== (real === 'true')) console.log(`${category} ${name}: ${isFound ? 'a false alarm' : 'missed'}`);
}
const share = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`.padStart(8);
let [tpr, fpr] = [0, 0];
for (const [category, { flaws, hit, safe, alarms }] of counts) {
  console.log(`${category.padEnd(16)} found ${share(hit, flaws)} (${hit} of ${flaws}), false alarms ${share(alarms, safe)} (${alarms} of ${safe})`);
  tpr += hit / flaws;
  fpr += alarms / safe;
}
console.log(`${'mean'.padEnd(16)} found ${share(tpr, counts.size)}, false alarms ${share(fpr, counts.size)}`);
