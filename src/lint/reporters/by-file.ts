/** The findings of each file, for outputs that have a part a file. */
import type { Finding } from "../finding.ts";
import type { LintReport } from "./reporter.ts";

/** Every file that was read, in that order, also those without findings. */
export function findingsByFile({ findings, files }: LintReport): ReadonlyMap<string, readonly Finding[]> {
  const byFile = new Map<string, Finding[]>(files.map(({ name }) => [name, []]));
  for (const finding of findings) {
    const { file } = finding.place;
    const list = byFile.get(file);
    if (list === undefined) byFile.set(file, [finding]);
    else list.push(finding);
  }
  return byFile;
}
