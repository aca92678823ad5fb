/** CLOCK_MONOTONIC in whole microseconds, and the alarm that wakes the process at such a time. */
import { DeadlineTimer } from "../dgram-ext/index.ts";
import type { Alarm as AlarmPort, Clock } from "../ports/clock.ts";

export const monotonicClock: Clock = {
  /** Rounded down; a deadline is a whole number, so one that was reached is never seen as still to come. */
  nowUs() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1_000_000 + Math.trunc(nanoseconds / 1000);
  },
};

/** Waking up takes up to so long on a machine that has other work too; an exact deadline is waited for awake. */
const wakingUs = 400;

/**
 * A timerfd: idle, it is 0.06 ms late in the median where setTimeout is 0.6 ms. Before an exact deadline it wakes twice:
 * early, to let its owner prepare, and just before, to wait out the rest awake. A set deadline keeps the process alive.
 */
export class Alarm implements AlarmPort {
  readonly nearUs = 5_000;
  #near: () => void = () => {};
  #listener: () => void = () => {};
  #deadlineUs = 0;
  #stage: "prepare" | "ring" = "ring";
  readonly #timer = new DeadlineTimer(() => this.#wake());

  onNear(listener: () => void): void {
    this.#near = listener;
  }

  onDue(listener: () => void): void {
    this.#listener = listener;
  }

  set(deadlineUs: number, exact: boolean): void {
    if (deadlineUs === this.#deadlineUs && this.#stage === "ring") return;
    this.#deadlineUs = deadlineUs;
    this.#stage = exact ? "prepare" : "ring";
    this.#timer.set(exact ? deadlineUs - this.nearUs : deadlineUs);
  }

  clear(): void {
    this.#deadlineUs = Number.POSITIVE_INFINITY;
    this.#timer.clear();
  }

  close(): void {
    this.#timer.close();
  }

  #wake(): void {
    if (this.#stage === "prepare") {
      this.#stage = "ring";
      this.#near();
      this.#timer.set(this.#deadlineUs - wakingUs);
      return;
    }
    const deadlineUs = this.#deadlineUs;
    while (monotonicClock.nowUs() < deadlineUs);
    this.#deadlineUs = 0;
    this.#listener();
  }
}
