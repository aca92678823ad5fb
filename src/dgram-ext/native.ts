/** The addon's raw functions and their one lazy load: whoever needs no socket never notices that the addon is missing. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What a watched handle keeps alive in C; an object of no other use than to be handed back. */
export interface NativeHandle {
  readonly dgramExtHandle: unique symbol;
}

/** [level, type, data] of one control message, cmsg(3). */
export type NativeControl = readonly [level: number, type: number, data: Uint8Array];

export interface NativeMessage {
  /** Bytes received; with MSG_TRUNC asked for, the datagram's full length. */
  readonly length: number;
  /** `struct sockaddr` of the sender; empty on connected streams. */
  readonly name: Uint8Array;
  /** MSG_TRUNC, MSG_CTRUNC and others as the kernel returned them. */
  readonly flags: number;
  readonly control: readonly NativeControl[];
}

/**
 * One system call each. Failures throw an Error with `code` ("EPERM"), `errno` (negative, as in Node's own errors) and
 * `syscall`; arguments of a wrong kind throw TypeError or RangeError before anything is done.
 */
export interface Native {
  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: Uint8Array): void;
  /** false while the connection is still being made (EINPROGRESS). */
  connect(fd: number, address: Uint8Array): boolean;
  listen(fd: number, backlog: number): void;
  /** undefined when nobody is waiting. */
  accept(fd: number): { readonly fd: number; readonly name: Uint8Array } | undefined;
  shutdown(fd: number, how: number): void;
  close(fd: number): void;
  getsockname(fd: number): Uint8Array;
  getpeername(fd: number): Uint8Array;
  setsockopt(fd: number, level: number, name: number, value: number | Uint8Array): void;
  attachFilter(fd: number, program: Uint8Array): void;
  getsockopt(fd: number, level: number, name: number, maxBytes: number): Uint8Array;
  sendmsg(
    fd: number,
    parts: readonly Uint8Array[],
    name: Uint8Array | undefined,
    control: readonly NativeControl[],
    flags: number,
  ): number;
  /** undefined when nothing is queued after waiting `waitMs` (0: not at all). */
  recvmsg(fd: number, buffer: Uint8Array, flags: number, waitMs: number): NativeMessage | undefined;

  /** Calls back with readiness (1 readable, 2 writable) and the pending error (0 or a positive errno), which was taken from the socket. */
  pollOpen(fd: number, callback: (events: number, errno: number) => void): NativeHandle;
  pollStart(handle: NativeHandle, events: number): void;
  signalOpen(callback: (signal: number) => void): NativeHandle;
  signalStart(handle: NativeHandle, signal: number): void;
  handleRef(handle: NativeHandle, keepsProcessAlive: boolean): void;
  handleClose(handle: NativeHandle): void;

  /** CLOCK_REALTIME in whole microseconds. */
  realtimeUs(): number;
  timerCreate(): number;
  /** Absolute CLOCK_MONOTONIC microseconds; negative: off. */
  timerSet(fd: number, deadlineUs: number): void;
  /** How often it expired since last read; 0 when it did not. */
  timerRead(fd: number): number;

  setns(fd: number, type: number): void;
  setScheduler(policy: number, priority: number): void;
  setParentDeathSignal(signal: number): void;
  setChildSubreaper(on: boolean): void;
  setThreadName(name: string): void;
  setsid(): number;
  /** false when another holds a conflicting lock. */
  fcntlLock(fd: number, type: number): boolean;
  /** The pid that holds a conflicting lock; 0 when there is none. */
  fcntlLockHolder(fd: number, type: number): number;
  flock(fd: number, operation: number): boolean;
  memfdCreate(name: string, flags: number): number;
  getrlimit(resource: number): readonly [soft: number, hard: number];
  setrlimit(resource: number, soft: number, hard: number): void;
}

/** The addon is not there or does not load: `code` is ERR_VIGIL_ADDON, `cause` what the loader said. */
export class AddonError extends Error {
  readonly code = "ERR_VIGIL_ADDON";
  constructor(reason: string, cause?: unknown) {
    super(
      `the native addon ${reason}; install a C compiler (apt-get install gcc libc6-dev) and run \`npm run build\``,
      { cause },
    );
    this.name = "AddonError";
  }
}

/** Beside the bundle in dist/, or dist/ as seen from this source file. */
const places = ["./dgram_ext.node", "../../dist/dgram_ext.node"].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

let loaded: Native | undefined;

/** The addon, loaded at the first call. Throws AddonError; a later call tries again. */
export function native(): Native {
  loaded ??= load();
  return loaded;
}

function load(): Native {
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new AddonError(`is not built (no dgram_ext.node)`);
  try {
    return createRequire(import.meta.url)(file) as Native;
  } catch (error) {
    throw new AddonError(`does not load (${file}: ${error instanceof Error ? error.message : error})`, error);
  }
}
