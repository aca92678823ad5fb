/** `vigil lint --fix` and `--diff`: the fixes made on disk, or shown. */
import type { ConfigFiles } from "../config/files.ts";
import { fixAll, type Linted } from "../lint/fix.ts";
import type { ReadFile } from "../lint/subject.ts";
import { configFiles } from "../linux/config-files.ts";
import { replaceFile } from "../linux/replace-file.ts";
import { unifiedDiff } from "../values/unified-diff.ts";

export interface FixedFiles<O> {
  /** What is found when all that can be is fixed. */
  readonly outcome: O;
  /** What was done and what was not, a sentence each. */
  readonly said: readonly string[];
  /** One character is one byte; empty where files were written. */
  readonly diff: string;
  /** A file could not be written. */
  readonly failed: boolean;
}

/**
 * @param show makes a diff and leaves the files alone
 * @param lint reads the same main files through these files
 */
export function fixFiles<O extends Linted & { readonly files: readonly ReadFile[] }>(
  first: O,
  show: boolean,
  lint: (files: ConfigFiles) => O,
): FixedFiles<O> {
  const { texts, withdrawn, made } = fixAll(first, (fixed) => lint(withTexts(fixed)));
  const said = withdrawn.map(
    ({ finding: { place, fix }, why }) => `${place.file}:${place.line}: not fixed (${fix?.title}): ${why}`,
  );
  const before = (name: string) => first.files.find((file) => file.name === name)?.text ?? "";
  const outcome = lint(withTexts(texts));
  if (show) {
    const diff = [...texts].map(([file, text]) => unifiedDiff(file, before(file), text)).join("");
    return { outcome, said, diff, failed: false };
  }
  const problems = [...texts].flatMap(([file, text]) => {
    const problem = replaceFile(file, before(file), text);
    return problem === undefined ? [] : [`${file}: it stays as it is: ${problem}`];
  });
  const done = made.map(({ place, fix }) => `${place.file}:${place.line}: fixed: ${fix?.title}`);
  return { outcome, said: [...said, ...problems, ...done], diff: "", failed: problems.length > 0 };
}

function withTexts(texts: ReadonlyMap<string, string>): ConfigFiles {
  return {
    ...configFiles,
    read(path) {
      const text = texts.get(path);
      return text === undefined ? configFiles.read(path) : { kind: "text", text };
    },
  };
}
