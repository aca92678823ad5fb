/** Runs the short-lived process that parses the configuration, so that no long-lived one ever loads a parser. */
import { startChild } from "./child.ts";
import type { ReaderMessage } from "./messages.ts";
import type { DaemonOptions } from "./options.ts";

/** A reader that takes longer hangs; parsing 50,000 real servers takes half a second. */
const limitMs = 30_000;

export type ReaderResult =
  | { readonly kind: "read"; readonly message: ReaderMessage }
  /** The reader crashed, was killed or hung; nothing is known of the configuration. */
  | { readonly kind: "failed"; readonly reason: string };

export function readConfiguration(options: DaemonOptions): Promise<ReaderResult> {
  return new Promise((resolve) => {
    let message: ReaderMessage | undefined;
    let hung = false;
    const child = startChild("reader", options, {
      onMessage: (value) => {
        message = value as ReaderMessage;
      },
      onExit: ({ exitCode, signal }) => {
        clearTimeout(limit);
        if (message !== undefined) resolve({ kind: "read", message });
        else if (hung) resolve({ kind: "failed", reason: `it did not finish within ${limitMs / 1000} s` });
        else resolve({ kind: "failed", reason: signal ?? `it ended with status ${exitCode}` });
      },
    });
    const limit = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, limitMs);
  });
}
