/** Which of many checkers is due next: a binary heap of times, where a later entry for the same key replaces the earlier. */

interface Entry<K> {
  readonly key: K;
  readonly dueUs: number;
}

export class Schedule<K> {
  readonly #heap: Entry<K>[] = [];
  readonly #current = new Map<K, Entry<K>>();

  set(key: K, dueUs: number): void {
    const entry = { key, dueUs };
    this.#current.set(key, entry);
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
  }

  delete(key: K): void {
    this.#current.delete(key);
  }

  /** The earliest time at which something is due; undefined when nothing waits. */
  nextDueUs(): number | undefined {
    this.#dropStale();
    return this.#heap[0]?.dueUs;
  }

  /** Takes out one key that is due, the earliest first; undefined when none is. */
  takeDue(nowUs: number): K | undefined {
    this.#dropStale();
    const first = this.#heap[0];
    if (first === undefined || first.dueUs > nowUs) return undefined;
    this.#removeTop();
    this.#current.delete(first.key);
    return first.key;
  }

  #dropStale(): void {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#current.get(top.key) === top) return;
      this.#removeTop();
    }
  }

  #removeTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#due(parent) <= this.#due(index)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  #sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const least = this.#due(right) < this.#due(left) ? right : left;
      if (this.#due(index) <= this.#due(least)) return;
      this.#swap(index, least);
      index = least;
    }
  }

  #due(index: number): number {
    return this.#heap[index]?.dueUs ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
