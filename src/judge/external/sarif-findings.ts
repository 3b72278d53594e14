import type { Finding, Place, TraceStep } from '../../contract/findings.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import { pathOf, type UriContext, uriContextOf } from './sarif-path.ts';
import { type SarifDescriptor, type SarifLocation, sarifLogSchema, type SarifMessage, type SarifResult, type SarifRun, type TaxonReference } from './sarif-schema.ts';

/** A finding of another program. */
export interface ForeignFinding {
  readonly finding: Finding;
  /** All places that its flows go through, its own first. */
  readonly places: readonly Place[];
}

export type SarifRead =
  | {
      readonly ok: true;
      readonly findings: readonly ForeignFinding[];
      /** The program says that it did not do all that it was to do; one line. */
      readonly failure: string | null;
    }
  | { readonly ok: false; readonly reason: string };

const MAX_RESULTS = 20_000;
const MAX_PLACES = 2_000;
const MAX_STEPS = 200;
const MAX_TEXT = 500;
const MAX_CODE = 200;
const MAX_TAGS = 100;

/**
 * What a program found, from the SARIF 2.1.0 that it wrote about hostile code. Results that lie outside of the repository, that name no line, that are no finding (`kind` other than
 * `fail`) or are gone (`baselineState: absent`) are left out; suppressed ones are not: a comment in the code must not decide.
 */
export function readSarif(content: string, root: string): SarifRead {
  let json: unknown;
  try {
    json = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, reason: content.trim() === '' ? 'it wrote nothing' : `it wrote no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = sarifLogSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, reason: `it wrote no SARIF 2.1.0: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  const { runs } = parsed.data;
  if (runs.length === 0) return { ok: false, reason: 'its SARIF holds no run' };
  const count = runs.reduce((sum, { results }) => sum + (results?.length ?? 0), 0);
  if (count > MAX_RESULTS) return { ok: false, reason: `it wrote ${count} results, more than ${MAX_RESULTS}` };
  return { ok: true, findings: runs.flatMap((run) => findingsOf(run, root)), failure: runs.map(failureOf).find((failure) => failure !== null) ?? null };
}

function failureOf({ invocations }: SarifRun): string | null {
  for (const { executionSuccessful, toolExecutionNotifications } of invocations ?? []) {
    const error = toolExecutionNotifications?.find(({ level }) => level === 'error');
    if (executionSuccessful === false || error !== undefined) return cut(error?.message?.text ?? 'it says that it did not succeed', MAX_TEXT);
  }
  return null;
}

function findingsOf(run: SarifRun, root: string): ForeignFinding[] {
  const context = uriContextOf(run, root);
  const known = new Map((run.tool.driver.rules ?? []).flatMap((descriptor) => (descriptor.id == null ? [] : [[descriptor.id, descriptor] as const])));
  return (run.results ?? []).flatMap((result) => {
    if ((result.kind ?? 'fail') !== 'fail' || result.baselineState === 'absent') return [];
    const place = (result.locations ?? []).map((location) => placeOf(location, context)).find((found) => found !== null);
    return place === undefined ? [] : [findingOf(result, { context, place, descriptor: descriptorOf(result, run, known) })];
  });
}

interface Around {
  readonly context: UriContext;
  readonly place: Place;
  readonly descriptor: SarifDescriptor | undefined;
}

function findingOf(result: SarifResult, { context, place, descriptor }: Around): ForeignFinding {
  const rule = cut(result.ruleId ?? result.rule?.id ?? descriptor?.id ?? 'unnamed', MAX_TEXT);
  const message = messageOf(result.message, descriptor);
  const trace = traceOf(result, context);
  const finding: Finding = {
    rule,
    message,
    severity: severityOf(result.level ?? descriptor?.defaultConfiguration?.level),
    cwe: weaknessesOf(result, descriptor),
    place,
    trace,
    labels: [],
    fingerprint: digestOf(canonicalJson([rule, place.file, message])),
  };
  const others = (result.locations ?? []).slice(0, MAX_PLACES).flatMap((location) => placeOf(location, context) ?? []);
  return { finding, places: [place, ...others, ...flowPlaces(result, context)] };
}

function flowPlaces({ codeFlows }: SarifResult, context: UriContext): Place[] {
  const threads = (codeFlows ?? []).flatMap(({ threadFlows }) => threadFlows ?? []);
  const locations = threads.flatMap((thread) => thread.locations ?? []).slice(0, MAX_PLACES);
  return locations.flatMap(({ location }) => (location == null ? [] : (placeOf(location, context) ?? [])));
}

/** The first flow: what is left of it inside the repository. */
function traceOf({ codeFlows }: SarifResult, context: UriContext): TraceStep[] {
  const locations = codeFlows?.[0]?.threadFlows?.[0]?.locations ?? [];
  const steps = locations.slice(0, MAX_STEPS).flatMap(({ location }) => {
    const place = location == null ? null : placeOf(location, context);
    return place === null ? [] : [{ place, text: cut(location?.physicalLocation?.region?.snippet?.text ?? '', MAX_CODE), note: cut(location?.message?.text ?? '', MAX_TEXT) }];
  });
  return steps.map((step, index) => ({ kind: index === 0 ? ('source' as const) : index === steps.length - 1 ? ('sink' as const) : ('step' as const), ...step }));
}

function placeOf({ physicalLocation }: SarifLocation, context: UriContext): Place | null {
  const { artifactLocation, region } = physicalLocation ?? {};
  const line = region?.startLine ?? 0;
  const file = artifactLocation == null ? null : pathOf(artifactLocation, context);
  if (file === null || line < 1) return null;
  const endLine = Math.max(line, region?.endLine ?? line);
  const column = Math.max(1, region?.startColumn ?? 1);
  return { file, line, column, endLine, endColumn: Math.max(endLine === line ? column + 1 : 1, region?.endColumn ?? 1) };
}

function descriptorOf({ rule, ruleId, ruleIndex }: SarifResult, { tool }: SarifRun, known: ReadonlyMap<string, SarifDescriptor>): SarifDescriptor | undefined {
  const extension = rule?.toolComponent?.index;
  const rules = extension == null ? tool.driver.rules : tool.extensions?.[extension]?.rules;
  const index = rule?.index ?? ruleIndex;
  return (index == null ? undefined : rules?.[index]) ?? known.get(ruleId ?? rule?.id ?? '');
}

function messageOf(message: SarifMessage | null | undefined, descriptor: SarifDescriptor | undefined): string {
  const named = message?.id == null ? undefined : Object.entries(descriptor?.messageStrings ?? {}).find(([id]) => id === message.id)?.[1].text;
  const given = message?.arguments ?? [];
  return cut((message?.text ?? named ?? '').replace(/\{(\d{1,2})\}/g, (whole, index: string) => given[Number(index)] ?? whole), MAX_TEXT);
}

function severityOf(level: string | null | undefined): Finding['severity'] {
  return level === 'error' ? 'error' : level === 'note' || level === 'none' ? 'note' : 'warning';
}

/** From tags as CodeQL (external/cwe/cwe-022) and Semgrep (CWE-22: …) write them, and from references to a taxonomy. */
function weaknessesOf({ taxa }: SarifResult, descriptor: SarifDescriptor | undefined): string[] {
  const isWeakness = (reference: TaxonReference | null | undefined): boolean => reference?.toolComponent?.name?.toUpperCase() === 'CWE';
  const references = [...(taxa ?? []), ...(descriptor?.relationships ?? []).map(({ target }) => target)].filter(isWeakness).map((reference) => `CWE-${reference?.id?.replace(/^CWE-/i, '') ?? ''}`);
  const tags = [descriptor?.properties?.tags ?? [], descriptor?.properties?.cwe ?? []].flat().slice(0, MAX_TAGS);
  const numbers = [...references, ...tags].flatMap((tag) => (typeof tag === 'string' ? (/(?:^|\/)cwe-0*(\d{1,5})(?!\d)/i.exec(tag.slice(0, MAX_TEXT))?.[1] ?? []) : []));
  return [...new Set(numbers)].map((number) => `CWE-${number}`);
}

function cut(text: string, length: number): string {
  const line = text.slice(0, 4 * length).replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).toWellFormed()}…`;
}
