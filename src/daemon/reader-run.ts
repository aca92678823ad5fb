/** Runs the short-lived process that parses the configuration, so that no long-lived one ever loads a parser. */
import { startChild } from "./child.ts";
import type { ReaderMessage, SlicedRole } from "./messages.ts";
import type { DaemonOptions } from "./options.ts";

/** A reader that takes longer hangs; reading 50,000 real servers takes a second, on an emulated processor half a minute. */
const limitMs = 120_000;

export type ReaderResult =
  | {
      readonly kind: "read";
      readonly message: ReaderMessage;
      readonly slices: ReadonlyMap<SlicedRole, Buffer>;
    }
  /** The reader crashed, was killed or hung; nothing is known of the configuration. */
  | { readonly kind: "failed"; readonly reason: string };

export function readConfiguration(options: DaemonOptions): Promise<ReaderResult> {
  return new Promise((resolve) => {
    let hung = false;
    const child = startChild("reader", options, {
      onMessage: (value, attached) => {
        clearTimeout(limit);
        const message = value as ReaderMessage;
        const slices = new Map<SlicedRole, Buffer>();
        for (const [index, role] of message.slices.entries()) {
          const slice = attached[index];
          if (slice !== undefined) slices.set(role, slice);
        }
        resolve({ kind: "read", message, slices });
        // All is said; giving back its memory piece by piece would take it longer than dying.
        child.kill("SIGKILL");
      },
      onExit: ({ exitCode, signal }) => {
        clearTimeout(limit);
        if (hung) resolve({ kind: "failed", reason: `it did not finish within ${limitMs / 1000} s` });
        else resolve({ kind: "failed", reason: signal ?? `it ended with status ${exitCode}` });
      },
    });
    const limit = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, limitMs);
  });
}
