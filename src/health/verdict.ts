/** When one checker calls its server up or down: attempts, retries and delays, as a pure machine. */
import type { CheckerTiming } from "../config/model.ts";

/** How one attempt ended; `reason` is what a log line says of a failure. */
export type CheckOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface CheckerState {
  readonly timing: CheckerTiming;
  /** The verdict; a server counts as up until its first full round of failures. */
  readonly up: boolean;
  /** Failed attempts in a row. */
  readonly failures: number;
  /** When the first of those failures was seen; undefined while none. */
  readonly failingSinceUs?: number;
  /** When the next attempt is to begin. */
  readonly nextAttemptUs: number;
}

export type VerdictEffect =
  | { readonly kind: "attempt-failed"; readonly reason: string; readonly retriesLeft: number }
  | {
      readonly kind: "down";
      readonly reason: string;
      readonly attempts: number;
      readonly failingForUs: number;
    }
  | { readonly kind: "up"; readonly downForUs: number };

/** keepalived lets a second pass before the first check, so that the start itself is over. */
const firstCheckDelayUs = 1_000_000;

/**
 * A checker at program start, or the one a reload added.
 * @param spread 0..1, which part of the warm-up passes before the first attempt; random in life, chosen in tests
 * @param up false for a server that an earlier process had found dead, which must not come back unchecked
 */
export function startChecker(
  timing: CheckerTiming,
  spread: number,
  up: boolean,
  nowUs: number,
): CheckerState {
  const nextAttemptUs = nowUs + firstCheckDelayUs + Math.floor(spread * timing.warmupUs);
  return up
    ? { timing, up, failures: 0, nextAttemptUs }
    : { timing, up, failures: 0, failingSinceUs: nowUs, nextAttemptUs };
}

/** Takes the outcome of the attempt that was due; the answer says when the next one is and what changed. */
export function judge(
  state: CheckerState,
  outcome: CheckOutcome,
  nowUs: number,
): { readonly state: CheckerState; readonly effects: readonly VerdictEffect[] } {
  return outcome.ok ? judgeSuccess(state, nowUs) : judgeFailure(state, outcome.reason, nowUs);
}

function judgeSuccess(state: CheckerState, nowUs: number) {
  const next: CheckerState = {
    timing: state.timing,
    up: true,
    failures: 0,
    nextAttemptUs: nowUs + state.timing.delayLoopUs,
  };
  const effects: VerdictEffect[] = state.up
    ? []
    : [{ kind: "up", downForUs: nowUs - (state.failingSinceUs ?? nowUs) }];
  return { state: next, effects };
}

function judgeFailure(state: CheckerState, reason: string, nowUs: number) {
  const failures = state.failures + 1;
  const failingSinceUs = state.failingSinceUs ?? nowUs;
  const { retry, delayBeforeRetryUs, delayLoopUs } = state.timing;
  if (state.up && failures <= retry) {
    const next = { ...state, failures, failingSinceUs, nextAttemptUs: nowUs + delayBeforeRetryUs };
    const effects: VerdictEffect[] = [{ kind: "attempt-failed", reason, retriesLeft: retry - failures + 1 }];
    return { state: next, effects };
  }
  const next = { ...state, up: false, failures, failingSinceUs, nextAttemptUs: nowUs + delayLoopUs };
  const effects: VerdictEffect[] = state.up
    ? [{ kind: "down", reason, attempts: failures, failingForUs: nowUs - failingSinceUs }]
    : [];
  return { state: next, effects };
}

/** The same checker after a reload changed nothing but its timing: verdict and failures stay, the next attempt comes no later. */
export function retime(state: CheckerState, timing: CheckerTiming, nowUs: number): CheckerState {
  const latestUs = nowUs + timing.delayLoopUs;
  return { ...state, timing, nextAttemptUs: Math.min(state.nextAttemptUs, latestUs) };
}
