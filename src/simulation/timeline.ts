/** The virtual clock: time passes only by jumping to what is due next. */
import type { Clock } from "../ports/clock.ts";

interface Appointment {
  readonly atUs: number;
  /** What was asked for first comes first at equal times, so that a seed repeats exactly. */
  readonly order: number;
  readonly action: () => void;
}

export class Timeline implements Clock {
  #nowUs: number;
  #asked = 0;
  readonly #heap: Appointment[] = [];

  constructor(startUs: number) {
    this.#nowUs = startUs;
  }

  nowUs(): number {
    return this.#nowUs;
  }

  /** A time that has passed means now, after all that is already due. */
  at(atUs: number, action: () => void): void {
    this.#push({ atUs: Math.max(atUs, this.#nowUs), order: this.#asked++, action });
  }

  after(delayUs: number, action: () => void): void {
    this.at(this.#nowUs + delayUs, action);
  }

  /** Runs everything due up to and including `untilUs`, and leaves the clock there. */
  runUntil(untilUs: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.atUs <= untilUs; next = this.#heap[0]) {
      this.#popFirst();
      this.#nowUs = next.atUs;
      next.action();
    }
    this.#nowUs = untilUs;
  }

  #push(appointment: Appointment): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0) {
      const parentPlace = (place - 1) >> 1;
      const parent = heap[parentPlace];
      if (parent === undefined || isEarlier(parent, appointment)) break;
      heap[place] = parent;
      place = parentPlace;
    }
    heap[place] = appointment;
  }

  #popFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let childPlace = 2 * place + 1;
      let child = heap[childPlace];
      const right = heap[childPlace + 1];
      if (child !== undefined && right !== undefined && isEarlier(right, child)) {
        childPlace += 1;
        child = right;
      }
      if (child === undefined || isEarlier(last, child)) break;
      heap[place] = child;
      place = childPlace;
    }
    heap[place] = last;
  }
}

function isEarlier(a: Appointment, b: Appointment): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order);
}
