import type { CodeFlow, Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Place } from '../../contract/findings.ts';
import { escapeMessage, TAXONOMY, taxonomyOf, uriOf, weaknessUri } from '../../util/sarif-parts.ts';
import type { Rule } from '../rules/rule.ts';

export interface SarifInput {
  readonly findings: readonly Finding[];
  /** All that were asked, whether or not they found something. */
  readonly rules: readonly Rule[];
  readonly toolVersion: string;
  /** What was left out or failed, for people; a failed one makes the run unsuccessful. */
  readonly notes?: readonly SarifNote[];
}

export interface SarifNote {
  readonly level: 'note' | 'error';
  readonly text: string;
}

const ROOT = '%SRCROOT%';
/** Where a rule states none in metadata.security-severity: the middle of the band that code hosts show for high, medium and low. */
const SECURITY_SEVERITY: Readonly<Record<Rule['severity'], string>> = { error: '8.0', warning: '5.5', note: '2.0' };

/**
 * Findings as SARIF 2.1.0. Paths are relative to the scanned folder, and nothing tells where that lies or when it was scanned: equal findings give equal text.
 */
export function sarifOf({ findings, rules, toolVersion, notes = [] }: SarifInput): Log {
  const weaknesses = [...new Set(rules.flatMap(({ cwe }) => cwe))].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  const numbers = new Map(rules.map(({ id }, index) => [id, index]));
  const run: Run = {
    tool: {
      driver: {
        name: 'ase',
        fullName: 'A.S.E. rule engine',
        version: toolVersion,
        semanticVersion: toolVersion,
        rules: rules.map((rule) => descriptorOf(rule, weaknesses)),
        ...(weaknesses.length === 0 ? {} : { supportedTaxonomies: [{ name: TAXONOMY, index: 0 }] }),
      },
    },
    ...(weaknesses.length === 0 ? {} : { taxonomies: [taxonomyOf(weaknesses)] }),
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that was scanned.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: notes.every(({ level }) => level !== 'error'), toolExecutionNotifications: notes.map(({ level, text }) => ({ level, message: { text: escapeMessage(text) } })) }],
    results: findings.map((finding) => resultOf(finding, numbers.get(finding.rule) ?? -1)),
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function descriptorOf({ id, message, severity, cwe, metadata, mode }: Rule, weaknesses: readonly string[]): ReportingDescriptor {
  const text = escapeMessage(message);
  const helpUri = helpUriOf(metadata);
  return {
    id,
    name: id,
    shortDescription: { text: escapeMessage(firstSentence(message)) },
    fullDescription: { text },
    help: { text: [text, ...cwe.map((weakness) => `${weakness}: ${weaknessUri(weakness)}`)].join('\n') },
    ...(helpUri === null ? {} : { helpUri }),
    defaultConfiguration: { level: severity },
    ...(cwe.length === 0 ? {} : { relationships: cwe.map((weakness) => ({ target: { id: weakness.slice(4), index: weaknesses.indexOf(weakness), toolComponent: { name: TAXONOMY, index: 0 } }, kinds: ['superset'] })) }),
    properties: {
      tags: ['security', ...cwe.map((weakness) => `external/cwe/${weakness.toLowerCase()}`)],
      'security-severity': securitySeverity(metadata) ?? SECURITY_SEVERITY[severity],
      kind: mode === 'taint' ? 'path-problem' : 'problem',
    },
  };
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const { rule, message, severity, place, trace, labels, fingerprint } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: escapeMessage(message) },
    locations: [locationOf(place)],
    partialFingerprints: { 'aseFingerprint/v1': fingerprint },
    ...(trace.length === 0 ? {} : { codeFlows: [codeFlowOf(trace)] }),
    ...(labels.length === 0 ? {} : { properties: { labels } }),
  };
}

function codeFlowOf(trace: Finding['trace']): CodeFlow {
  const locations = trace.map(({ kind, place, text, note }) => ({
    location: { ...locationOf(place, text), message: { text: escapeMessage(note === '' ? kind : `${kind}: ${note}`) } },
    kinds: kind === 'step' ? ['taint'] : ['taint', kind],
    importance: kind === 'step' ? ('important' as const) : ('essential' as const),
  }));
  return { threadFlows: [{ locations }] };
}

function locationOf({ file, line, column, endLine, endColumn }: Place, snippet?: string): Location {
  const region = { startLine: line, startColumn: column, endLine, endColumn, ...(snippet === undefined ? {} : { snippet: { text: snippet } }) };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: ROOT }, region } };
}

function firstSentence(message: string): string {
  const [first = ''] = /^[\s\S]*?[.!?](?=\s|$)/.exec(message.trim()) ?? [message.trim()];
  return first.replace(/\s+/g, ' ');
}

/** The first address that the rule's metadata names. */
function helpUriOf(metadata: Rule['metadata']): string | null {
  const named = [metadata['helpUri'], metadata['source'], metadata['references'], metadata['source-rule-url']].flat();
  const uri = named.find((value) => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value));
  return typeof uri === 'string' ? new URL(uri).href : null;
}

function securitySeverity(metadata: Rule['metadata']): string | null {
  const value = Number(metadata['security-severity']);
  return metadata['security-severity'] !== '' && value > 0 && value <= 10 ? value.toFixed(1) : null;
}
