/** Fixes configurations that are texts, as `vigil lint --fix` does files. */
import { type FixOutcome, fixAll } from "../../src/lint/fix.ts";
import { runLint } from "../../src/lint/run.ts";
import { MAIN, subjectOf } from "./lint-text.ts";

/** @param text and `files`: one character is one byte of UTF-8 in the first, one byte in the others */
export function fixText(text: string, files: Readonly<Record<string, string>> = {}): FixOutcome {
  const lint = (texts: ReadonlyMap<string, string>) => {
    const others = { ...files, ...Object.fromEntries(texts) };
    const main = texts.get(MAIN);
    const subject = subjectOf(main === undefined ? text : Buffer.from(main, "latin1").toString("utf8"), {
      files: others,
    });
    return { subjects: [subject], findings: runLint([subject]).findings };
  };
  return fixAll(lint(new Map()), lint);
}

export function fixedText(text: string): string {
  const fixed = fixText(text).texts.get(MAIN);
  return fixed === undefined ? text : Buffer.from(fixed, "latin1").toString("utf8");
}
