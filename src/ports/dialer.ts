/** What the health checks ask of the network: one connection attempt and how it ended. */
import type { IpAddress } from "../values/address.ts";

export interface DialTarget {
  readonly address: IpAddress;
  readonly port: number;
  readonly timeoutUs: number;
}

/** How an attempt ended; `code` is the errno's name where the kernel gave one. */
export type DialOutcome =
  | { readonly kind: "connected" }
  | { readonly kind: "refused" | "unreachable" | "failed"; readonly code: string }
  | { readonly kind: "timeout" };

export interface Dialer {
  /** Opens a TCP connection and closes it at once; `done` is called exactly once unless the returned function cancels it. */
  connect(target: DialTarget, done: (outcome: DialOutcome) => void): () => void;
}
