/** A configuration as rules see it: the blocks as they are written, the model that runs, and what reading said. */
import type { BlockNode } from "../config/block-node.ts";
import type { Diagnostic } from "../config/diagnostic.ts";
import type { ConfigFiles } from "../config/files.ts";
import { type LoadContext, loadConfig } from "../config/load.ts";
import type { Config } from "../config/model.ts";
import type { HostView } from "./host-view.ts";

export interface ReadFile {
  /** As messages name it. */
  readonly name: string;
  /** One character is one byte (latin1). */
  readonly text: string;
}

export interface Subject {
  /** The main file. */
  readonly file: string;
  /** Every file that was read, the main one first. */
  readonly files: readonly ReadFile[];
  /** The top level, with all that was read, whatever became of it. */
  readonly tree: BlockNode;
  /** Undefined when something in it is fatal. */
  readonly config: Config | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What reading says only because of the host that is looked at. */
  readonly hostDiagnostics: readonly Diagnostic[];
  /** Undefined when no host is looked at. */
  readonly host: HostView | undefined;
}

export type SubjectReading =
  | { readonly kind: "read"; readonly subject: Subject }
  /** The main file cannot be read. */
  | { readonly kind: "unusable"; readonly message: string };

/** Puts down in `texts` what is read through it. */
function recorded(files: ConfigFiles, texts: Map<string, string>): ConfigFiles {
  return {
    ...files,
    read(path) {
      const reading = files.read(path);
      if (reading.kind === "text") texts.set(path, reading.text);
      return reading;
    },
  };
}

/**
 * Reads a main file and all that it includes as keepalived would under `-t`. With a host it is read a second time, by the host's
 * facts: what is said then and was not before holds on this host only.
 */
export function readSubject(
  file: string,
  context: Omit<LoadContext, "mode">,
  host: HostView | undefined,
): SubjectReading {
  const texts = new Map<string, string>();
  const files = recorded(context.files, texts);
  const reading = files.read(file);
  if (reading.kind === "unusable") return { kind: "unusable", message: `${file}: ${reading.message}` };
  const reader = { ...context, files, mode: "test", keepsServices: true } as const;
  const { tree, unfrozen, diagnostics } = loadConfig(file, reading.text, reader);
  const onHost =
    host === undefined ? [] : loadConfig(file, reading.text, { ...reader, host: host.facts }).diagnostics;
  const hostDiagnostics = withoutKnown(onHost, diagnostics);
  const read = [...texts].map(([name, text]) => ({ name, text }));
  const subject = { file, files: read, tree, config: unfrozen, diagnostics, hostDiagnostics, host };
  return { kind: "read", subject };
}

function withoutKnown(diagnostics: readonly Diagnostic[], known: readonly Diagnostic[]): Diagnostic[] {
  const keyOf = ({ code, place, message }: Diagnostic) =>
    `${code} ${place.file}:${place.line}:${place.column} ${message}`;
  const keys = new Set(known.map(keyOf));
  return diagnostics.filter((diagnostic) => !keys.has(keyOf(diagnostic)));
}
