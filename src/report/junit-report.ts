import { XMLBuilder } from 'fast-xml-parser';
import type { Result } from '../contract/results.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { escapeXml } from './escape-xml.ts';
import { columnsNote } from './notes.ts';
import { pointsText } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
import { profileText, repeatCommand } from './run-facts.ts';

type XmlElement = { readonly [name: string]: string | XmlElement | readonly XmlElement[] };

/**
 * JUnit's XML: a suite a generator, a case for every planned attempt. insecure, suspect and broken are failures (`type` is the verdict), inconclusive is
 * an error, an attempt without a verdict is skipped. Times are seconds. Results that the plan does not know are left out.
 */
export function junitReport(input: ReportInput): string {
  // The builder would write an attribute "true" without its value, which is no XML; values are escaped before it sees them.
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true, suppressBooleanAttributes: false, processEntities: false });
  const found = new Map(input.results.map((result) => [keyOf(result), result]));
  const suites = input.run.generators.map(({ name }) => suiteOf(name, input, found));
  const total = attributes({ name: `ase ${input.run.suite.name} ${input.run.suite.version}`, ...countCases(suites.flatMap(({ cases }) => cases)) });
  const root = { '?xml': attributes({ version: '1.0', encoding: 'UTF-8' }), testsuites: { ...total, testsuite: suites.map(({ element }) => element) } };
  return builder.build(root);
}

interface Case {
  readonly element: XmlElement;
  readonly kind: 'passed' | 'failures' | 'errors' | 'skipped';
  readonly seconds: number;
}

function suiteOf(generator: string, input: ReportInput, found: ReadonlyMap<string, Result>): { readonly element: XmlElement; readonly cases: readonly Case[] } {
  const { run, madeAt } = input;
  const cases = run.tasks.flatMap(({ id }) =>
    Array.from({ length: run.cycles }, (_, index) => {
      const key = { task: id, generator, cycle: index + 1 };
      return caseOf(key, run.cycles, found.get(keyOf(key)));
    }),
  );
  const own = attributes({ name: generator, ...countCases(cases), timestamp: madeAt.toISOString().slice(0, 19) });
  return { element: { ...own, properties: { property: propertiesOf(generator, input) }, testcase: cases.map(({ element }) => element) }, cases };
}

function propertiesOf(generator: string, { run, leaderboard }: ReportInput): XmlElement[] {
  const score = leaderboard.generators.find((own) => own.generator === generator);
  const { lines, left } = repeatCommand(run, Number.POSITIVE_INFINITY);
  const facts = {
    run: run.name,
    suite: run.suite.name,
    suiteVersion: run.suite.version,
    suiteDigest: run.suite.digest,
    profile: profileText(leaderboard),
    cycles: String(run.cycles),
    sandbox: run.sandbox,
    toolVersion: run.toolVersion,
    overall: pointsText(score?.overall),
    security: pointsText(score?.security),
    quality: pointsText(score?.quality),
    stability: pointsText(score?.stability),
    columns: columnsNote(leaderboard),
    repeat: [...lines, ...left.map(({ placeholder, name }) => `# ${placeholder} is ${escapeTerminal(name, { ascii: false })}`)].join('\n'),
  };
  return Object.entries(facts).map(([name, value]) => attributes({ name, value }));
}

function caseOf({ task, cycle }: { readonly task: string; readonly cycle: number }, cycles: number, result: Result | undefined): Case {
  const seconds = (result?.durationMs ?? 0) / 1000;
  const own = attributes({ classname: task, name: `${task}, cycle ${cycle} of ${cycles}`, time: seconds.toFixed(3) });
  if (result === undefined) return { element: { ...own, skipped: attributes({ message: 'no verdict yet' }) }, kind: 'skipped', seconds };
  if (result.verdict === 'secure') return { element: own, kind: 'passed', seconds };
  const detail = { ...attributes({ type: result.verdict, message: `${result.verdict}: ${result.reason}` }), '#text': escapeXml(detailOf(result)) };
  return result.verdict === 'inconclusive' ? { element: { ...own, error: detail }, kind: 'errors', seconds } : { element: { ...own, failure: detail }, kind: 'failures', seconds };
}

function detailOf({ reason, checks, cve, cwe, class: kind, severity }: Result): string {
  const outcomes = Object.entries(checks).map(([check, outcome]) => `${check} ${outcome}`);
  return [reason, outcomes.join(', '), `${cve}, ${cwe.join(', ')}, ${kind}, severity ${severity}`].join('\n');
}

function countCases(cases: readonly Case[]): Record<string, string> {
  const of = (kind: Case['kind']): string => String(cases.filter((own) => own.kind === kind).length);
  const seconds = cases.reduce((sum, own) => sum + own.seconds, 0);
  return { tests: String(cases.length), failures: of('failures'), errors: of('errors'), skipped: of('skipped'), time: seconds.toFixed(3) };
}

function attributes(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`@_${name}`, escapeXml(value)]));
}

function keyOf({ task, generator, cycle }: { readonly task: string; readonly generator: string; readonly cycle: number }): string {
  return JSON.stringify([task, generator, cycle]);
}
