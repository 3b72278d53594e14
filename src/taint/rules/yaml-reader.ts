import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Fault } from '../../contract/errors.ts';
import { nearestNames } from '../../util/nearest.ts';
import type { RulePlace } from './rule.ts';

export interface Entry {
  readonly key: string;
  readonly value: Node | null;
  readonly place: RulePlace;
  readonly field: string;
}

/** A file's root node and what reads it; a fault for each place that is no YAML, and then no root. */
export function openYaml(text: string, file: string): { root: Node | null; reader: YamlReader } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const reader = new YamlReader(file, lines);
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    reader.fault({ line, column: col }, '', `text that is no YAML (${error.message.split('\n', 1)[0]})`, 'YAML');
  }
  return { root: reader.faults.length > 0 ? null : document.contents, reader };
}

/** Reads nodes of one YAML file and gathers all that is wrong with them. */
export class YamlReader {
  readonly faults: Fault[] = [];
  readonly #file: string;
  readonly #lines: LineCounter;

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  placeOf(node: Node | null | undefined): RulePlace {
    const { line, col } = this.#lines.linePos(node?.range?.[0] ?? 0);
    return { line, column: col };
  }

  fault(place: RulePlace, field: string, found: string, expected: string): void {
    this.faults.push({ file: this.#file, ...place, field, found, expected });
  }

  /** A mapping's entries, whatever their keys are. */
  anyEntries(node: Node | null, field: string, expected = 'a mapping'): Entry[] {
    if (!isMap(node)) {
      this.fault(this.placeOf(node), field, 'no mapping', expected);
      return [];
    }
    return node.items.map((item) => {
      const keyNode = item.key as Node;
      const key = isScalar(keyNode) ? String(keyNode.value) : '';
      return { key, value: item.value as Node | null, place: this.placeOf(keyNode), field: field === '' ? key : `${field}.${key}` };
    });
  }

  /** A mapping's entries; a fault for each key that is not known. */
  entries(node: Node | null, field: string, known: readonly string[]): Entry[] {
    return this.anyEntries(node, field, `a mapping with ${known.slice(0, 4).join(', ')} …`).flatMap((entry) => {
      const { key } = entry;
      if (known.includes(key)) return [entry];
      const [near] = nearestNames(key, known, 1);
      this.fault(entry.place, entry.field, 'a field that is not supported', near === undefined ? `one of ${known.join(', ')}` : `one of ${known.join(', ')} (did you mean ${near}?)`);
      return [];
    });
  }

  items(node: Node | null, field: string): Node[] {
    if (isSeq(node)) return node.items as Node[];
    this.fault(this.placeOf(node), field, 'no list', 'a list');
    return [];
  }

  text(node: Node | null | undefined, field: string): string | null {
    if (isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number')) return String(node.value);
    this.fault(this.placeOf(node), field, 'no text', 'a text');
    return null;
  }

  flag(node: Node | null, field: string): boolean {
    if (isScalar(node) && typeof node.value === 'boolean') return node.value;
    this.fault(this.placeOf(node), field, 'no boolean', 'true or false');
    return false;
  }

  /** One text or a list of them. */
  texts(node: Node | null, field: string): string[] {
    const nodes = isSeq(node) ? (node.items as Node[]) : node === null ? [] : [node];
    return nodes.flatMap((item) => this.text(item, field) ?? []);
  }

  choice<Value extends string>(node: Node | null, field: string, values: readonly Value[]): Value | null {
    const text = this.text(node, field);
    if (text === null) return null;
    const found = values.find((value) => value === text);
    if (found === undefined) this.fault(this.placeOf(node), field, text, `one of ${values.join(', ')}`);
    return found ?? null;
  }
}
