/** TCP connection attempts on Node's own sockets: opened, judged, closed. */
import { connect as connectSocket } from "node:net";
import type { Dialer, DialOutcome, DialTarget } from "../ports/dialer.ts";
import { formatAddress } from "../values/address.ts";

const unreachableCodes: readonly string[] = [
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
];

export const dialer: Dialer = {
  connect(target: DialTarget, done: (outcome: DialOutcome) => void): () => void {
    const socket = connectSocket({ host: formatAddress(target.address), port: target.port });
    const finish = (outcome: DialOutcome | undefined) => {
      clearTimeout(limit);
      socket.removeAllListeners();
      socket.on("error", () => {});
      socket.destroy();
      if (outcome !== undefined) done(outcome);
    };
    const limit = setTimeout(() => finish({ kind: "timeout" }), Math.ceil(target.timeoutUs / 1000));
    socket.once("connect", () => finish({ kind: "connected" }));
    socket.once("error", (error: NodeJS.ErrnoException) => finish(failed(error)));
    return () => finish(undefined);
  },
};

function failed(error: NodeJS.ErrnoException): DialOutcome {
  const code = error.code ?? error.message;
  if (code === "ECONNREFUSED") return { kind: "refused", code };
  if (code === "ETIMEDOUT") return { kind: "timeout" };
  return { kind: unreachableCodes.includes(code) ? "unreachable" : "failed", code };
}
