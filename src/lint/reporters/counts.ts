/** How many findings there are, in words. */
import { LEVELS } from "../finding.ts";
import type { LintReport } from "./reporter.ts";

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Such as "2 errors, 1 warning in 3 files (1 silenced by comments)". */
export function summaryLine({ findings, files, known, silenced }: LintReport): string {
  const counts = LEVELS.flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    if (count === 0) return [];
    return [level === "info" ? `${count} info` : countOf(count, level)];
  });
  const aside = [
    ...(known.length === 0 ? [] : [`${known.length} known from the baseline`]),
    ...(silenced.length === 0 ? [] : [`${silenced.length} silenced by comments`]),
  ];
  const found = counts.length === 0 ? "nothing found" : counts.join(", ");
  const note = aside.length === 0 ? "" : ` (${aside.join(", ")})`;
  return `${found} in ${countOf(files.length, "file")}${note}`;
}
