import { NOTHING_ASSUMED } from './assumed.ts';
import { dangersAt } from './contexts.ts';
import { gluedTaints, TRAVERSAL } from './glued-dots.ts';
import { ALL_CHARACTERS } from './labels.ts';
import { deepTaints } from './deep-taints.ts';
import { leaveSink } from './pending-sinks.ts';
import type { Frame, SinkCondition, SinkSite, SolverRule } from './program.ts';
import { requirementHolds } from './requires.ts';
import { withSettled } from './settled.ts';
import type { Taint, Text, Value } from './taint.ts';
import { textsOf, UNKNOWN } from './value.ts';

/** A value comes to a sink: data of sources is a flow, data of inputs is left to the callers. */
export function checkSink(frame: Frame, site: SinkSite, value: Value, condition: SinkCondition | null = null): void {
  const rule = frame.program.rules[site.rule];
  if (rule === undefined || !rule.holdsFor(site.module)) return;
  const reasons = note(frame, site);
  // Callers do not know what is proven by now.
  const here = frame.state === null ? value : withSettled(value, frame.state.facts, reasons);
  const holes = dangerousHoles(site, here, frame);
  const labels = here.taints.flatMap(({ origin }) => (origin.kind === 'source' && origin.label !== null && (origin.rule === null || origin.rule === site.rule) ? [origin.label] : []));
  if (site.requires !== null && !requirementHolds(site.requires, labels)) return;
  for (const { taint, left } of holes) {
    if (taint.origin.kind === 'source' && countsFor(rule, taint) && left !== 0 && !isTakenFrom(rule, taint, left)) report(frame, site, condition === null ? doubted(taint, left) : { ...taint, doubt: taint.doubt ?? 'whether it is a sink depends on what is not known' }, left);
  }
  if (holes.some(({ taint }) => condition !== null || taint.origin.kind === 'input')) leaveSink(frame, { site, value: here, condition, assumed: frame.state?.assumed ?? NOTHING_ASSUMED });
}

/** The data in a value, each with the labels that count at its place in the text. */
function dangerousHoles(site: SinkSite, value: Value, frame: Frame): { taint: Taint; left: number }[] {
  const deep = deepTaints(frame, value);
  const characters = frame.program.rules[site.rule]?.characters ?? ALL_CHARACTERS;
  const canHarm = ({ removed, cleared }: Taint): boolean => !cleared.includes(site.rule) && (characters === ALL_CHARACTERS || (characters & ~removed) !== 0);
  const found: { taint: Taint; left: number }[] = [];
  const texts: readonly Text[] = deep === value.taints ? textsOf(value) : [[{ taints: deep, chain: [], input: null }]];
  for (const text of texts) {
    const pieces = text.map((part) => (typeof part === 'string' ? part : null));
    for (const [at, part] of text.entries()) {
      if (typeof part === 'string') continue;
      const taints = part.taints.filter(canHarm);
      found.push(...dangerousTaints(taints, () => (site.context === null ? null : dangersAt(site.context, pieces, at))));
      if (site.context === 'path') found.push(...gluedTaints(text, at, taints).map((taint) => ({ taint, left: TRAVERSAL })));
    }
  }
  return found;
}

function dangerousTaints(counting: readonly Taint[], dangers: () => ReturnType<typeof dangersAt> | null): { taint: Taint; left: number }[] {
  if (counting.length === 0) return [];
  const asked = dangers();
  // Whether an input is dangerous is for the callers to say: they know how the text goes on.
  return counting.map((taint) => ({ taint, left: asked === null ? taint.labels : leftOf(taint, asked) })).filter(({ taint, left }) => left !== 0 || (taint.origin.kind === 'input' && taint.labels !== 0));
}

function leftOf({ labels, removed }: Taint, dangers: readonly { label: number; needs: readonly number[] }[]): number {
  let left = 0;
  for (const { label, needs } of dangers) if ((labels & label) !== 0 && needs.every((characters) => (characters & ~removed) !== 0)) left |= labels & label;
  return left;
}

/** The folder that it was looked at in is the one that it leads from: the rule says so. */
function isTakenFrom({ isRelative }: SolverRule, { within }: Taint, left: number): boolean {
  return isRelative && (left & ~within) === 0;
}

/** Of what is left all may be gone. */
function doubted(taint: Taint, left: number): Taint {
  const { perhaps } = taint;
  return perhaps !== null && (left & ~perhaps.labels) === 0 ? { ...taint, doubt: taint.doubt ?? perhaps.doubt } : taint;
}

function countsFor(rule: SolverRule, { origin }: Taint): boolean {
  if (origin.kind !== 'source') return false;
  return origin.rule === rule.number || (origin.rule === null && rule.takesModels && rule.kinds.has(origin.sourceKind));
}

function siteKey({ rule, module, span }: SinkSite): string {
  return `${rule} ${module} ${span.start} ${span.stop}`;
}

function note({ program }: Frame, site: SinkSite): Set<string> {
  const key = siteKey(site);
  const known = program.sites.get(key);
  if (known !== undefined) return known.reasons;
  const reasons = new Set<string>();
  program.sites.set(key, { ...site, reasons });
  program.noted.push(key);
  return reasons;
}

function report({ program }: Frame, site: SinkSite, taint: Taint, labels: number): void {
  const key = `${siteKey(site)} ${taint.origin.key}`;
  const known = program.flows.get(key);
  if (known !== undefined && (known.taint.doubt === null || taint.doubt !== null)) return;
  program.flows.set(key, { rule: site.rule, module: site.module, span: site.span, note: site.note, taint, labels });
}

/** Whether a sink is one here; itself where that is not known, or only the callers know. */
export function decided(condition: SinkCondition): boolean | SinkCondition {
  const { value, expected, isNegated } = condition;
  if (value.constants !== null) return value.constants.some((constant) => (constant === expected) !== isNegated);
  return value === UNKNOWN ? isNegated : condition;
}
