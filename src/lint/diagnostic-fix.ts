/** The rewrite that reading a configuration knows for a diagnostic, as bytes of its file. */

import type { Diagnostic } from "../config/diagnostic.ts";
import { assertNever } from "../values/assert-never.ts";
import type { FileEdit, Fix } from "./finding.ts";
import type { WrittenLine, WrittenLines } from "./written-lines.ts";

export function fixOf({ place, endColumn, rewrite }: Diagnostic, texts: WrittenLines): Fix | undefined {
  if (rewrite === undefined) return undefined;
  const { file } = place;
  const line = texts.line(file, place.line);
  if (line === undefined) return undefined;
  switch (rewrite.kind) {
    case "replace": {
      const { text, changes } = rewrite;
      const written = line.text.slice(place.column - 1, endColumn - 1);
      // Quotes and blanks there mean that more than one plain word is marked.
      if (written === "" || /["'\s]/.test(written)) return undefined;
      const start = line.start + place.column - 1;
      const edit: FileEdit = { file, start, end: start + written.length, text };
      const title = `replace '${written}' with '${text}'`;
      return { title, edits: [edit], ...(changes === undefined ? {} : { changes }) };
    }
    case "delete-line":
      return deletion(
        rewrite.clears,
        file,
        line,
        texts.line(file, place.line + 1),
        texts.line(file, place.line - 1),
      );
    default:
      return assertNever(rewrite);
  }
}

/** A statement of plain words that has the line to itself, a comment aside: what stands in quotes, braces or definitions can mean more. */
const plainStatement = /^([ \t]*)([\w.:/%+,-]+(?:[ \t]+[\w.:/%+,-]+)*)[ \t\r]*([#!].*)?$/;

/** The whole line goes; a comment behind the statement stays where the statement stood. */
function deletion(
  clears: string | undefined,
  file: string,
  line: WrittenLine,
  next: WrittenLine | undefined,
  before: WrittenLine | undefined,
): Fix | undefined {
  const match = plainStatement.exec(line.text);
  // A line that a backslash ties to the one before it is part of that.
  if (match === null || before?.text.trimEnd().endsWith("\\") === true) return undefined;
  const [, indent = "", statement = "", comment] = match;
  const start = comment === undefined ? line.start : line.start + indent.length;
  const end =
    comment === undefined ? (next?.start ?? line.end) : line.start + line.text.length - comment.length;
  const title = `remove '${statement}', which has no effect`;
  return { title, edits: [{ file, start, end, text: "" }], ...(clears === undefined ? {} : { clears }) };
}
