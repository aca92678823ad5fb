/** What the processes of the daemon say to each other: one JSON value a line on the socket a child inherits as descriptor 3. */

/** From the parent to a child. A slice is opaque text here: the parent never parses configuration. */
export type ParentMessage =
  | { readonly kind: "configure"; readonly slice: string }
  | { readonly kind: "reload"; readonly slice: string }
  /** Compare the kernel's IPVS table with the desired one: the clock's turn, or a user's wish. */
  | { readonly kind: "reconcile"; readonly trigger: ReconcileTrigger }
  | { readonly kind: "dump" };

export type ReconcileTrigger = "scheduled" | "asked";

/** From a child to the parent. */
export type ChildMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "fatal"; readonly exitCode: number; readonly message: string }
  | { readonly kind: "reloaded" }
  | { readonly kind: "heartbeat"; readonly state: string };

/** From the reader to the parent, in this order: one of these, then it ends. */
export type ReaderMessage = {
  readonly kind: "configuration";
  readonly exitCode: number;
  /** Log lines, each a finished sentence with its place. */
  readonly diagnostics: readonly string[];
  readonly dump?: readonly string[];
  /** Absent when the exit code is not 0. */
  readonly slices?: ConfigurationSlices;
};

export interface ConfigurationSlices {
  /** Undefined when the configuration gives that process nothing to do. */
  readonly vrrp?: string;
  readonly checker?: string;
  /** What the parent must remove itself when the VRRP process dies without doing so. */
  readonly addresses: readonly OwnedAddress[];
}

/** An address of ours as it stands in the kernel. */
export interface OwnedAddress {
  readonly interfaceName: string;
  readonly family: 4 | 6;
  readonly bytes: readonly number[];
  readonly prefixLength: number;
}
