/** Renames what has a name, at every place that names it, or says why not. */

import type { Diagnostic } from "../config/diagnostic.ts";
import type { ConfigFiles } from "../config/files.ts";
import type { TextEdit } from "../config/text-edit.ts";
import { applyEdits } from "../config/text-edit.ts";
import { normalPath } from "./document-uri.ts";
import type { NamePlace } from "./names.ts";
import { definitionsOf, type FileOffset, nameAt, placesOf } from "./names-at.ts";
import type { Project } from "./project.ts";
import { bytesOf } from "./text-positions.ts";

export type Renaming =
  /** By file. */
  | { readonly kind: "edits"; readonly edits: ReadonlyMap<string, readonly TextEdit[]> }
  | { readonly kind: "refused"; readonly reason: string };

/** What reading a main file says, with these files. */
export type ReadDiagnostics = (files: ConfigFiles) => readonly Diagnostic[];

/** The name at a place, when it is defined somewhere and so can be renamed. */
export function renamableAt(project: Project, at: FileOffset): NamePlace | undefined {
  const named = nameAt(project, at);
  return named === undefined || definitionsOf(project, named).length === 0 ? undefined : named;
}

/** @param read tells whether anything breaks: uses inside replaced text are not seen by their words */
export function rename(
  project: Project,
  at: FileOffset,
  newName: string,
  files: ConfigFiles,
  read: ReadDiagnostics,
): Renaming {
  const named = renamableAt(project, at);
  if (named === undefined) return refused("Nothing with a name stands here.");
  const name = bytesOf(newName);
  const problem = nameProblem(project, named, name);
  if (problem !== undefined) return refused(problem);
  const edits = new Map<string, TextEdit[]>();
  for (const { file, start, end } of placesOf(project, named)) {
    const own = edits.get(file) ?? [];
    own.push({ start, end, text: name });
    edits.set(file, own);
  }
  const broken = firstNew(read(files), read(withEdits(files, edits)));
  if (broken !== undefined) {
    const { file, line } = broken.place;
    return refused(`Renamed, ${file}:${line} would say: ${broken.message}`);
  }
  return { kind: "edits", edits };
}

function refused(reason: string): Renaming {
  return { kind: "refused", reason };
}

function nameProblem(project: Project, { kind, name }: NamePlace, newName: string): string | undefined {
  const fits = kind === "definition" ? /^[A-Za-z_]\w*$/ : /^[^\s{}"#!$\0]+$/;
  if (!fits.test(newName)) return `'${newName}' is no name for this: no blanks, quotes, braces, #, ! or $.`;
  const isTaken = project.names.some(
    (other) => other.kind === kind && other.role === "defined" && other.name === newName,
  );
  return isTaken && newName !== name ? `There is a ${kind} '${newName}' already.` : undefined;
}

function withEdits(files: ConfigFiles, edits: ReadonlyMap<string, readonly TextEdit[]>): ConfigFiles {
  return {
    ...files,
    read(path) {
      const reading = files.read(path);
      const own = edits.get(normalPath(path));
      if (reading.kind !== "text" || own === undefined) return reading;
      return { kind: "text", text: applyEdits(reading.text, own).text };
    },
  };
}

/** Lines stay where they are, so what was said before is told by its line. */
function firstNew(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic | undefined {
  const keyOf = ({ code, place }: Diagnostic) => `${code} ${place.file}:${place.line}`;
  const known = new Set(before.map(keyOf));
  return after.find(
    (one) => (one.severity === "fatal" || one.severity === "error") && !known.has(keyOf(one)),
  );
}
