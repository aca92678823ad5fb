/** TCP_CHECK: the server is alive when it accepts a connection in time; nothing is sent. */
import type { TcpCheckConfig } from "../../config/model.ts";
import type { Dialer } from "../../ports/dialer.ts";
import { failureReason } from "../outcome-text.ts";
import type { CheckOutcome } from "../verdict.ts";

/** Begins one attempt; the returned function gives it up without a verdict. */
export function attemptTcp(
  check: TcpCheckConfig,
  dialer: Dialer,
  done: (outcome: CheckOutcome) => void,
): () => void {
  const target = {
    address: check.connectAddress,
    port: check.connectPort,
    timeoutUs: check.connectTimeoutUs,
  };
  return dialer.connect(target, (outcome) =>
    done(
      outcome.kind === "connected"
        ? { ok: true }
        : { ok: false, reason: failureReason(outcome, check.connectTimeoutUs) },
    ),
  );
}
