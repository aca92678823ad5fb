/** Findings as compilers print theirs, for editors and everything else that reads the GNU form; columns count bytes. */
import { fullMessage, plain } from "./message.ts";
import type { Reporter } from "./reporter.ts";

export const gnuReporter: Reporter = ({ findings }) =>
  findings
    .map((finding) => {
      const { rule, level, place } = finding;
      const where = `${plain(place.file)}:${place.line}:${place.column}`;
      return `${where}: ${level}: ${plain(fullMessage(finding))} [${rule}]\n`;
    })
    .join("");
