/** Time as the program knows it: CLOCK_MONOTONIC in whole microseconds. */
export interface Clock {
  nowUs(): number;
}

/** Wakes the program at one deadline, the last that was set. */
export interface Alarm {
  /** `listener` is called this long before each exact deadline, to prepare; it has to take less time than that. */
  readonly nearUs: number;
  onNear(listener: () => void): void;
  onDue(listener: () => void): void;
  /** A deadline in the past is due at once. `exact` is worth some processor time: a takeover that clients wait for. */
  set(deadlineUs: number, exact: boolean): void;
  clear(): void;
}
