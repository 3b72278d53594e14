import type { Finding, TraceStep } from '../contract/findings.ts';
import { type Unprinted, withFingerprints } from './fingerprints.ts';
import type { Rule } from './rules/rule.ts';
import { labelNames } from './solve/labels.ts';
import type { Flow } from './solve/program.ts';
import { stepsOf } from './solve/trace.ts';
import { type PlaceOf, placesIn, shownCode } from './text-places.ts';

type Texts = (path: string) => { readonly text: string; readonly placeOf: PlaceOf } | null;

/** Lines are counted once a file, and only in those that a finding shows. */
function textsBy(textOf: (path: string) => string | null): Texts {
  const known = new Map<string, ReturnType<Texts>>();
  return (path) => {
    let file = known.get(path);
    if (file === undefined) {
      const text = textOf(path);
      file = text === null ? null : { text, placeOf: placesIn(path, text) };
      known.set(path, file);
    }
    return file;
  };
}

/** One finding a sink and rule: of several sources the first. */
export function findingsOf(flows: readonly Flow[], rules: readonly Rule[], textOf: (path: string) => string | null): Finding[] {
  const texts = textsBy(textOf);
  const found = new Map<string, Unprinted>();
  for (const flow of withoutInner(flows).sort(byPlace)) {
    const rule = rules[flow.rule];
    const file = texts(flow.module);
    if (rule === undefined || file === null) continue;
    const key = `${flow.rule} ${flow.module} ${flow.span.start} ${flow.span.stop}`;
    if (found.has(key)) continue;
    const code = file.text.slice(flow.span.start, flow.span.stop);
    found.set(key, { rule: rule.id, message: rule.message, severity: rule.severity, cwe: [...rule.cwe], place: file.placeOf(flow.span.start, flow.span.stop), trace: traceOf(flow, texts), labels: labelNames(flow.labels), code });
  }
  const groups = new Map<string, Unprinted[]>();
  for (const finding of found.values()) {
    const key = `${finding.rule} ${finding.place.file}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => withFingerprints(group));
}

/** A call that the models know and its argument that a pattern says are one sink: the outer stays. */
function withoutInner(flows: readonly Flow[]): Flow[] {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const key = `${flow.rule} ${flow.module} ${stepsOf(flow.taint.trace)[0]?.span.start ?? -1}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [flow]);
    else group.push(flow);
  }
  return [...groups.values()].flatMap((group) => {
    const calls = group.filter(({ note }) => note !== 'reached');
    return group.filter(({ span, note }) => note !== 'reached' || !calls.some((other) => other.span.start <= span.start && span.stop <= other.span.stop));
  });
}

function traceOf({ taint, module, span, note }: Flow, texts: Texts): TraceStep[] {
  const steps = [...stepsOf(taint.trace), { file: module, span, note }];
  return steps.flatMap((step, at): TraceStep[] => {
    const file = texts(step.file);
    if (file === null) return [];
    const kind = at === 0 ? 'source' : at === steps.length - 1 ? 'sink' : 'step';
    return [{ kind, place: file.placeOf(step.span.start, step.span.stop), text: shownCode(file.text.slice(step.span.start, step.span.stop)), note: step.note }];
  });
}

function byPlace(a: Flow, b: Flow): number {
  const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return text(a.module, b.module) || a.span.start - b.span.start || a.rule - b.rule || Number(a.taint.doubt !== null) - Number(b.taint.doubt !== null) || text(a.taint.origin.key, b.taint.origin.key);
}
