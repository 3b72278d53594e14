import { isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Fault } from '../../contract/errors.ts';
import { nearestNames } from '../../util/nearest.ts';
import type { RulePlace } from './rule.ts';

export interface Entry {
  readonly key: string;
  readonly value: Node | null;
  readonly place: RulePlace;
  readonly field: string;
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

  /** A mapping's entries; a fault for each key that is not known. */
  entries(node: Node | null, field: string, known: readonly string[]): Entry[] {
    if (!isMap(node)) {
      this.fault(this.placeOf(node), field, 'no mapping', `a mapping with ${known.slice(0, 4).join(', ')} …`);
      return [];
    }
    return node.items.flatMap((item) => {
      const keyNode = item.key as Node;
      const key = isScalar(keyNode) ? String(keyNode.value) : '';
      const entry: Entry = { key, value: item.value as Node | null, place: this.placeOf(keyNode), field: field === '' ? key : `${field}.${key}` };
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
