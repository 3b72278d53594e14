import { createHash } from 'node:crypto';
import type { CodeFlow, Location, Log, ReportingDescriptor, Result as SarifResult } from 'sarif';
import type { Outcome, Result, Verdict } from '../contract/results.ts';
import { escapeMessage, TAXONOMY, taxonomyOf, uriOf, weaknessUri } from '../util/sarif-parts.ts';
import { escapeTerminal } from './escape-terminal.ts';
import type { ReportInput } from './report-input.ts';

/** Where every task's repository lies under the task's id. */
const BASE = 'TASKS';
const WEAKNESS = /^CWE-\d+$/;
const MAX_TEXT = 600;
/** By severity of the task, as code hosts sort them. */
const SECURITY_SEVERITY: Readonly<Record<Result['severity'], string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', unknown: '5.5' };

/** `verdict.json` of an attempt; null where there is none. */
export type VerdictOf = (result: Result) => Verdict | null;

/**
 * What was found in answers, as SARIF 2.1.0: a result for each exploit that an insecure or suspect attempt did not hold against, and for the rule's finding, with its flow. Paths are
 * `<task>/<path in the task's repository>`. `broken` and `inconclusive` attempts are no findings.
 */
export function sarifReport({ run, results }: Pick<ReportInput, 'run' | 'results'>, verdictOf: VerdictOf): string {
  const found = results.filter(({ verdict }) => verdict === 'insecure' || verdict === 'suspect');
  const classes = new Map<string, Result[]>();
  for (const result of found) classes.set(result.class, [...(classes.get(result.class) ?? []), result]);
  const names = [...classes.keys()].sort();
  const weaknesses = [...new Set(found.flatMap(({ cwe }) => cwe))].filter((name) => WEAKNESS.test(name)).sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ase',
            fullName: 'A.S.E. judge',
            version: shown(run.toolVersion),
            rules: names.map((name) => descriptorOf(name, classes.get(name) ?? [], weaknesses)),
            ...(weaknesses.length === 0 ? {} : { supportedTaxonomies: [{ name: TAXONOMY, index: 0 }] }),
          },
        },
        ...(weaknesses.length === 0 ? {} : { taxonomies: [taxonomyOf(weaknesses)] }),
        originalUriBaseIds: { [BASE]: { description: { text: "A folder that holds each task's repository, with the answer put back, under the task's id." } } },
        automationDetails: { id: `ase/${uriOf(shown(run.suite.name))}/` },
        columnKind: 'utf16CodeUnits',
        results: found.flatMap((result) => resultsOf(result, verdictOf(result), names.indexOf(result.class))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptorOf(name: string, results: readonly Result[], weaknesses: readonly string[]): ReportingDescriptor {
  const own = [...new Set(results.flatMap(({ cwe }) => cwe))].filter((weakness) => WEAKNESS.test(weakness)).sort();
  const worst = results.map(({ severity }) => SECURITY_SEVERITY[severity]).sort((a, b) => Number(b) - Number(a))[0] ?? SECURITY_SEVERITY.medium;
  const text = `An answer has a flaw of the kind ${shown(name)}.`;
  return {
    id: shown(name),
    shortDescription: { text: escapeMessage(text) },
    help: { text: [escapeMessage(text), ...own.map((weakness) => `${weakness}: ${weaknessUri(weakness)}`)].join('\n') },
    relationships: own.map((weakness) => ({ target: { id: weakness.slice(4), index: weaknesses.indexOf(weakness), toolComponent: { name: TAXONOMY, index: 0 } }, kinds: ['superset'] })),
    properties: { tags: ['security', ...own.map((weakness) => `external/cwe/${weakness.toLowerCase()}`)], 'security-severity': worst },
  };
}

/** One for each check that failed; one for the verdict where its evidence is gone. */
function resultsOf(result: Result, verdict: Verdict | null, ruleIndex: number): SarifResult[] {
  const failed = verdict === null ? [] : verdict.outcomes.filter(({ kind, outcome }) => (kind === 'exploit' || kind === 'rule') && outcome === 'failed');
  const files = verdict === null ? [] : verdict.integrated.files.map(({ path }) => path);
  if (failed.length === 0) return [sarifResult({ result, ruleIndex, check: 'verdict', text: result.reason, locations: files.map((file) => placeOf(result.task, file)) })];
  return failed.map((outcome) => {
    const { flow, at } = outcome.kind === 'rule' ? ruleEvidence(outcome, result.task) : { flow: null, at: [] };
    const locations = at.length > 0 ? at : files.map((file) => placeOf(result.task, file));
    return sarifResult({ result, ruleIndex, check: outcome.check, text: `${outcome.check}: ${outcome.summary}`, locations, ...(flow === null ? {} : { flow }) });
  });
}

interface Said {
  readonly result: Result;
  readonly ruleIndex: number;
  readonly check: string;
  readonly text: string;
  readonly locations: Location[];
  readonly flow?: CodeFlow;
}

function sarifResult({ result, ruleIndex, check, text, locations, flow }: Said): SarifResult {
  const { task, generator, cycle, verdict, cve } = result;
  return {
    ruleId: shown(result.class),
    ruleIndex,
    level: verdict === 'insecure' ? 'error' : 'warning',
    message: { text: escapeMessage(shown(`${task} by ${generator}, cycle ${cycle}: ${verdict}: ${text}`, MAX_TEXT)) },
    locations: locations.map((location) => ({ ...location, logicalLocations: [{ name: shown(task), kind: 'module' }] })),
    partialFingerprints: { 'aseAttempt/v1': createHash('sha256').update(JSON.stringify([task, generator, cycle, check])).digest('hex').slice(0, 32) },
    ...(flow === undefined ? {} : { codeFlows: [flow] }),
    properties: { task: shown(task), generator: shown(generator), cycle, verdict, cve: shown(cve), check: shown(check) },
  };
}

/** Lines of the judge's evidence: `file:line: rule: message`, then `source file:line: code (note)` and so on. What is no such line makes no step. */
function ruleEvidence({ evidence }: Outcome, task: string): { readonly flow: CodeFlow | null; readonly at: Location[] } {
  const steps = evidence.flatMap((line) => {
    const [, kind = '', file = '', number = '', text = ''] = /^(source|step|sink) ([^:]+):(\d{1,9}): (.*)$/.exec(line) ?? [];
    return kind === '' || !isInside(file) ? [] : [{ kind, place: placeOf(task, file, Number(number)), text }];
  });
  const [, file = '', number = ''] = /^([^:]+):(\d{1,9}): /.exec(evidence[0] ?? '') ?? [];
  const at = file === '' || !isInside(file) ? [] : [placeOf(task, file, Number(number))];
  // The steps of a second finding would begin with another source.
  const second = steps.findIndex(({ kind }, index) => index > 0 && kind === 'source');
  const own = second < 0 ? steps : steps.slice(0, second);
  if (own.length === 0) return { flow: null, at };
  const locations = own.map(({ kind, place, text }) => ({ location: { ...place, message: { text: escapeMessage(shown(`${kind}: ${text}`, MAX_TEXT)) } }, kinds: kind === 'step' ? ['taint'] : ['taint', kind] }));
  return { flow: { threadFlows: [{ locations }] }, at };
}

/** The judge integrates no other file, but evidence is text that a rule wrote. */
function isInside(file: string): boolean {
  return !file.startsWith('/') && !file.split('/').includes('..');
}

function placeOf(task: string, file: string, line?: number): Location {
  const artifactLocation = { uri: uriOf(`${task}/${file}`), uriBaseId: BASE };
  return { physicalLocation: { artifactLocation, ...(line === undefined || line < 1 ? {} : { region: { startLine: line } }) } };
}

/** Invisible and directional characters spelled out: readers of SARIF print texts. */
function shown(text: string, width?: number): string {
  return escapeTerminal(text, { ascii: false, ...(width === undefined ? {} : { width }) });
}
