/** Runs the short-lived process that parses the configuration, so that no long-lived one ever loads a parser. */
import { withoutBasis } from "../reader/checker-slice.ts";
import { startChild } from "./child.ts";
import type { ConfigurationMessage, ReaderMessage, ReadMessage, SlicedRole } from "./messages.ts";
import type { DaemonOptions } from "./options.ts";

/** A reader that takes longer hangs; reading 50,000 real servers takes a second, on an emulated processor half a minute. */
const limitMs = 120_000;

export type ReaderResult =
  | {
      readonly kind: "read";
      readonly message: ConfigurationMessage;
      readonly slices: ReadonlyMap<SlicedRole, Buffer>;
      /** The checker's, where it only says what has changed: whole. */
      readonly checkerSlice: Buffer | undefined;
      /** What the next reader is to be given, which comes a little later; undefined when there is nothing. */
      readonly memory: Promise<Buffer | undefined>;
    }
  /** The reader crashed, was killed or hung; nothing is known of the configuration. */
  | { readonly kind: "failed"; readonly reason: string };

/** What the reader before has left, and the checker's slice that it goes with, whole. */
export interface EarlierReading {
  readonly memory: Buffer;
  readonly checkerSlice: Buffer;
}

/** A reader at work. */
export interface RunningReader {
  readonly result: Promise<ReaderResult>;
  /** For when nobody waits for the result any more. */
  cancel(): void;
}

export function startReader(options: DaemonOptions, earlier?: EarlierReading): RunningReader {
  let cancel = () => {};
  const result = new Promise<ReaderResult>((resolve) => {
    let hung = false;
    let remember: (memory: Buffer | undefined) => void = () => {};
    const memory = new Promise<Buffer | undefined>((resolveMemory) => {
      remember = resolveMemory;
    });
    const child = startChild("reader", options, {
      onMessage: (value, attached) => {
        const message = value as ReaderMessage;
        if (message.kind === "memory") {
          remember(attached[0]);
          child.kill("SIGKILL");
          return;
        }
        clearTimeout(limit);
        const slices = new Map<SlicedRole, Buffer>();
        for (const [index, role] of message.slices.entries()) {
          const slice = attached[index];
          if (slice !== undefined) slices.set(role, slice);
        }
        const change = slices.get("checker");
        const checkerSlice = change && withoutBasis(change, earlier?.checkerSlice);
        resolve({ kind: "read", message, slices, checkerSlice, memory });
        // All is said; giving back its memory piece by piece would take it longer than dying.
        if (!message.leavesMemory) child.kill("SIGKILL");
      },
      onExit: ({ exitCode, signal }) => {
        clearTimeout(limit);
        remember(undefined);
        if (hung) resolve({ kind: "failed", reason: `it did not finish within ${limitMs / 1000} s` });
        else resolve({ kind: "failed", reason: signal ?? `it ended with status ${exitCode}` });
      },
    });
    child.send({ kind: "read" } satisfies ReadMessage, earlier === undefined ? [] : [earlier.memory]);
    const limit = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, limitMs);
    cancel = () => {
      clearTimeout(limit);
      child.kill("SIGKILL");
    };
  });
  return { result, cancel };
}
