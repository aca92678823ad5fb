/** Braces that are one too many or too few. */
import type { Diagnostics } from "./diagnostic.ts";
import { type Frame, nameOfFrame } from "./frame.ts";
import type { Span } from "./source.ts";

/** @param frame what the text ends in; `innermost` opened it, and `count` are open */
export function sayUnclosed(frame: Frame, innermost: Span, count: number, diagnostics: Diagnostics): void {
  const what = frame.kind === "skip" ? "a block" : `'${nameOfFrame(frame)}'`;
  const missing = count === 1 ? "one '}' is" : `${count} '}' are`;
  const message = `${missing} missing at the end of the file: ${what} opened here is never closed; add '}' where it ends`;
  diagnostics.pass = "parent";
  diagnostics.add("brace-missing-close", "error", innermost, message, { stage: "checking" });
}

/** @param missing the line that stands where the '{' should */
export function sayExtra(at: Span, missing: Span | undefined, diagnostics: Diagnostics): void {
  const message = "this '}' closes nothing: there is one more than '{' up to here; remove it or add the '{'";
  const traits = missing === undefined ? {} : { cause: missing };
  diagnostics.add("brace-extra", "error", at, message, { pass: "parent", ...traits });
}
