/** The table's explanations as an editor shows them. */
import { type Explanation, explain } from "../config/explain.ts";
import { facts } from "../config/explain-text.ts";
import { rootKeywords } from "../config/keywords/root.ts";
import { properPath, type TableEntry, tableEntries } from "../config/table-entries.ts";

let entries: ReadonlyMap<string, TableEntry> | undefined;

/** Undefined for what is no keyword there. @param path the blocks around it, outermost first */
export function explanationOf(path: readonly string[], name: string): Explanation | undefined {
  entries ??= new Map(
    tableEntries(rootKeywords).map((entry) => [keyOf(entry.path, entry.keyword.name), entry]),
  );
  const entry = entries.get(keyOf(properPath(path, rootKeywords), name));
  return entry === undefined ? undefined : explain(entry);
}

function keyOf(path: readonly string[], name: string): string {
  return [...path, name].join("/");
}

/** As Markdown. */
export function helpText(explanation: Explanation): string {
  const { keyword, path, doc, example } = explanation;
  const place = path.length === 0 ? "at the top level" : `in ${path.join(" / ")}`;
  return [
    `**${keyword}**, ${place}`,
    escaped(doc),
    facts(explanation)
      // What a block holds is what completion offers.
      .filter(([label]) => label !== "Holds")
      .map(([label, text]) => `- ${label}: ${label === "Form" ? `\`${text}\`` : escaped(text)}`)
      .join("\n"),
    codeBlock(example),
  ].join("\n\n");
}

export function codeBlock(lines: readonly string[]): string {
  return ["```keepalived", ...lines, "```"].join("\n");
}

function escaped(text: string): string {
  return text.replace(/[|<>*_[\]`\\]/g, "\\$&");
}
