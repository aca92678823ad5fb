/** The corpus of real files beside the project, where it is there, with what its index says of each file. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const besideTheProject = resolve(import.meta.dirname, "../../../../shared/corpus");

export interface Noted {
  readonly name: string;
  /** Undefined where the index names none. */
  readonly line: number | undefined;
}

export interface CorpusFile {
  readonly name: string;
  /** latin1 */
  readonly text: string;
  readonly verdict: string;
  /** What a look without keepalived finds. */
  readonly noted: readonly Noted[];
  /** Lines that keepalived 2.4.3 reports. */
  readonly reportedLines: ReadonlySet<number>;
}

/** `name:3,7; other` */
function parseNoted(text: string): readonly Noted[] {
  return text.split(";").flatMap((part): Noted[] => {
    const [name = "", lines = ""] = part.trim().split(":");
    if (name === "" || name === "-") return [];
    return lines === ""
      ? [{ name, line: undefined }]
      : lines.split(",").map((line) => ({ name, line: Number(line) }));
  });
}

/** Undefined where the corpus is not beside the project. */
export function readCorpus(folder = besideTheProject): readonly CorpusFile[] | undefined {
  if (!existsSync(`${folder}/index.tsv`)) return undefined;
  const [header = "", ...rows] = readFileSync(`${folder}/index.tsv`, "utf8").trimEnd().split("\n");
  const columns = header.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    const cell = (column: string) => cells[columns.indexOf(column)] ?? "";
    const name = cell("file");
    const reported = parseNoted(cell("keepalived_243_stub")).flatMap(({ line }) =>
      line === undefined ? [] : [line],
    );
    return {
      name,
      text: readFileSync(`${folder}/${name}`, "latin1"),
      verdict: cell("verdict"),
      noted: parseNoted(cell("static_lint")),
      reportedLines: new Set(reported),
    };
  });
}
