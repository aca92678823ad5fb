/** Time as the program knows it: CLOCK_MONOTONIC in whole microseconds. */
export interface Clock {
  nowUs(): number;
}

/** Wakes the program at one deadline, the last that was set. */
export interface Alarm {
  onDue(listener: () => void): void;
  /** A deadline in the past is due at once. */
  set(deadlineUs: number): void;
  clear(): void;
}
