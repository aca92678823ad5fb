/** `vigil lint --fix` and `--diff`: the fixes made on disk, or shown. */
import type { ConfigFiles } from "../config/files.ts";
import { fixAll, type Linted } from "../lint/fix.ts";
import type { LintOutcome } from "../lint/run.ts";
import { configFiles } from "../linux/config-files.ts";
import { replaceFile } from "../linux/replace-file.ts";
import { unifiedDiff } from "../values/unified-diff.ts";
import { say } from "./change-output.ts";

/**
 * @param show prints a diff and leaves the files alone
 * @param lint reads the same main files through these files
 */
export function fixFiles(
  first: Linted & LintOutcome,
  show: boolean,
  lint: (files: ConfigFiles) => Linted & LintOutcome,
): LintOutcome {
  const outcome = fixAll(first, (texts) => lint(withTexts(texts)));
  for (const { finding, why } of outcome.withdrawn) {
    const { file, line } = finding.place;
    say("vigil lint", [`${file}:${line}: not fixed (${finding.fix?.title}): ${why}`]);
  }
  for (const [file, text] of outcome.texts) {
    const before = first.files.find(({ name }) => name === file)?.text ?? "";
    if (show) process.stdout.write(unifiedDiff(file, before, text), "latin1");
    else if (!write(file, before, text)) process.exitCode = 2;
  }
  if (!show && outcome.made.length > 0)
    say(
      "vigil lint",
      outcome.made.map(({ place, fix }) => `${place.file}:${place.line}: fixed: ${fix?.title}`),
    );
  return lint(withTexts(outcome.texts));
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

function write(file: string, before: string, text: string): boolean {
  const problem = replaceFile(file, before, text);
  if (problem === undefined) return true;
  say("vigil lint", [`${file}: it stays as it is: ${problem}`]);
  return false;
}
