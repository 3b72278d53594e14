/** What was made of a key, for as long as there is room: least recently used first out. Those who ask for the same key at once share one making of it. */
export class RecentValues<Value> {
  readonly #values = new Map<string, { readonly value: Promise<Value>; size: number }>();
  readonly #maxSize: number;
  readonly #sizeOf: (value: Value) => number;

  constructor(maxSize: number, sizeOf: (value: Value) => number) {
    this.#maxSize = maxSize;
    this.#sizeOf = sizeOf;
  }

  /** A making that fails is not kept. */
  async get(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#values.get(key);
    if (known !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, known);
      return known.value;
    }
    const entry = { value: make(), size: 0 };
    this.#values.set(key, entry);
    try {
      const value = await entry.value;
      entry.size = this.#sizeOf(value);
      this.#shrink();
      return value;
    } catch (error) {
      this.#values.delete(key);
      throw error;
    }
  }

  #shrink(): void {
    let total = 0;
    for (const { size } of this.#values.values()) total += size;
    for (const [key, { size }] of this.#values) {
      if (total <= this.#maxSize || this.#values.size === 1) return;
      // Size 0: still in the making.
      if (size === 0) continue;
      this.#values.delete(key);
      total -= size;
    }
  }
}
