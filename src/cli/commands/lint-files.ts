/** The main files of `vigil lint` as subjects: from the disk or standard input, each file read once whoever includes it. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import type { ConfigFiles, FileReading } from "../../config/files.ts";
import type { HostView } from "../../lint/host-view.ts";
import type { Node } from "../../lint/pair-rule.ts";
import { readSubject, type Subject } from "../../lint/subject.ts";
import { configFiles } from "../../linux/config-files.ts";
import type { LintRequest } from "./lint-options.ts";

export interface LintSubjects {
  readonly subjects: readonly Subject[];
  /** The same subjects, where they are nodes that run together. */
  readonly nodes: readonly Node[];
  /** One sentence for each file that cannot be used. */
  readonly problems: readonly string[];
}

/** Ten times the largest configuration that is known; reading takes six times the room. */
const MOST_BYTES = 64 * 1024 * 1024;

export const STDIN_NAME = "<stdin>";

/**
 * @param host what is looked at beside the files, undefined for nothing
 * @param from where files are read
 */
export function readSubjects(
  { files, nodes = [], stdinName = STDIN_NAME, configId = "" }: LintRequest,
  host: HostView | undefined,
  from: ConfigFiles = configFiles,
): LintSubjects {
  const context = {
    files: filesReadOnce(stdinName, from),
    // Nothing of this host but the files: what is found must not depend on where the linter runs.
    host: { hostName: "" },
    environment: {},
    random: (min: number) => min,
  };
  const subjects: Subject[] = [];
  const problems: string[] = [];
  const nameOf = (file: string) => (file === "-" ? stdinName : file);
  const read = (file: string, id: string): Subject | undefined => {
    const reading = readSubject(nameOf(file), { ...context, configId: id }, host);
    if (reading.kind === "read") subjects.push(reading.subject);
    else problems.push(reading.message);
    return reading.kind === "read" ? reading.subject : undefined;
  };
  if (nodes.length === 0) for (const file of new Set(files)) read(file, configId);
  const readNodes = nodes.flatMap(({ name, file }): Node[] => {
    const subject = read(file, name);
    return subject === undefined ? [] : [{ name, subject }];
  });
  return { subjects, nodes: readNodes, problems };
}

/** Files as they were when they were first asked for; `stdinName` is standard input where it is named as a file. */
function filesReadOnce(stdinName: string, from: ConfigFiles): ConfigFiles {
  const known = new Map<string, FileReading>();
  return {
    ...from,
    read(path) {
      const reading = known.get(path) ?? (path === stdinName ? readStandardInput() : readFile(path, from));
      known.set(path, reading);
      return reading;
    },
  };
}

const unusable = (message: string): FileReading => ({ kind: "unusable", reason: "unreadable", message });
const tooLarge = unusable(`it is larger than ${MOST_BYTES / 1024 / 1024} MiB: is it a configuration?`);

function readFile(path: string, from: ConfigFiles): FileReading {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MOST_BYTES) return tooLarge;
  const reading = from.read(path);
  if (reading.kind === "text") return asText(reading.text);
  return reading.reason === "missing" ? { ...reading, message: "there is no such file" } : reading;
}

function readStandardInput(): FileReading {
  try {
    const text = readFileSync(0, "latin1");
    return text.length > MOST_BYTES ? tooLarge : asText(text);
  } catch (error) {
    return unusable(error instanceof Error ? error.message : String(error));
  }
}

/** Bytes of a file's start that show whether it is text. */
const LOOKED_AT = 4096;

function asText(text: string): FileReading {
  const start = text.slice(0, LOOKED_AT);
  // A NUL byte by mistake is a finding; a file full of them is no text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are counted
  const strange = start.match(/[\x00-\x08\x0e-\x1f]/g)?.length ?? 0;
  if (strange <= 1 || strange * 20 < start.length) return { kind: "text", text };
  return unusable("it is binary, or text in UTF-16: is it a configuration?");
}

/** One name for a file however it is written. */
export function realName(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
