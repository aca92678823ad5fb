/** Lints configurations that are texts, with no host and no disk. */
import type { ConfigFiles } from "../../src/config/files.ts";
import type { HostFacts } from "../../src/config/host-facts.ts";
import type { Finding } from "../../src/lint/finding.ts";
import type { HostView } from "../../src/lint/host-view.ts";
import type { Levels } from "../../src/lint/lint.ts";
import { runLint } from "../../src/lint/run.ts";
import { readSubject, type Subject } from "../../src/lint/subject.ts";

export const MAIN = "keepalived.conf";

/** Files in memory, as latin1. */
export function filesOf(texts: Readonly<Record<string, string>>): ConfigFiles {
  return {
    read: (path) => {
      const text = texts[path];
      if (text === undefined)
        return { kind: "unusable", reason: "missing", message: "there is no such file" };
      return { kind: "text", text };
    },
    list: () => Object.keys(texts),
  };
}

export interface TextOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly host?: HostView;
  /** What reading is told of the host. */
  readonly facts?: Partial<HostFacts>;
  readonly configId?: string;
  readonly file?: string;
}

/** A text as a subject; in it one character is one byte of UTF-8. */
export function subjectOf(text: string, options: TextOptions = {}): Subject {
  const { files = {}, host, facts = {}, configId = "", file = MAIN } = options;
  const bytes = Buffer.from(text, "utf8").toString("latin1");
  const context = {
    files: filesOf({ ...files, [file]: bytes }),
    host: { hostName: "", ...facts },
    configId,
    environment: {},
    random: (min: number) => min,
  };
  const reading = readSubject(file, context, host);
  if (reading.kind === "unusable") throw new Error(reading.message);
  return reading.subject;
}

export function findingsOf(text: string, options: TextOptions = {}, levels?: Levels): readonly Finding[] {
  return runLint([subjectOf(text, options)], [], levels).findings;
}
