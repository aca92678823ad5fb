/** What the processes of the daemon say to each other: frames on the socket a child inherits as descriptor 3. */

/** From the parent to a child; a slice is attached, which the parent never parses. */
export type ParentMessage =
  /** `respawned`: it takes the place of a process that had begun its work and died. */
  | { readonly kind: "configure"; readonly respawned: boolean }
  | { readonly kind: "reload" }
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

/** From the parent to the reader, at once; what the reader before has left is attached, where there is something. */
export type ReadMessage = { readonly kind: "read" };

/** From the reader to the parent; then it ends. */
export type ReaderMessage = ConfigurationMessage | MemoryMessage;

/** What the next reader is to be given is attached; it comes last, as nothing waits for it. */
export interface MemoryMessage {
  readonly kind: "memory";
}

/** The slices that it names are attached in that order. */
export interface ConfigurationMessage {
  readonly kind: "configuration";
  readonly exitCode: number;
  /** Log lines, each a finished sentence with its place. */
  readonly diagnostics: readonly string[];
  readonly dump?: readonly string[];
  /** Whose slices follow; none where there is no configuration. */
  readonly slices: readonly SlicedRole[];
  /** To which of them it gives nothing to do. */
  readonly idle: readonly SlicedRole[];
  /** Whether a memory follows. */
  readonly leavesMemory: boolean;
  /** What the parent must remove itself when the VRRP process dies without doing so. */
  readonly addresses: readonly OwnedAddress[];
}

export type SlicedRole = "vrrp" | "checker";

/** An address of ours as it stands in the kernel. */
export interface OwnedAddress {
  readonly interfaceName: string;
  readonly family: 4 | 6;
  readonly bytes: readonly number[];
  readonly prefixLength: number;
}
