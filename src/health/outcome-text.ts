/** How a log line says why a connection attempt failed. */
import type { DialOutcome } from "../ports/dialer.ts";
import { assertNever } from "../values/assert-never.ts";

/** Words for an operator: what happened and how long it was waited for. */
export function failureReason(
  outcome: Exclude<DialOutcome, { kind: "connected" }>,
  timeoutUs: number,
): string {
  switch (outcome.kind) {
    case "refused":
      return "connection refused";
    case "timeout":
      return `no answer within ${timeoutUs / 1_000_000} s`;
    case "unreachable":
      return `unreachable (${outcome.code})`;
    case "failed":
      return `failed (${outcome.code})`;
    default:
      return assertNever(outcome);
  }
}
