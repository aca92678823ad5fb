/** The whole reference as one Markdown page: a section a block, a table row a keyword. */
import type { Explanation } from "./explain.ts";
import { deprecationText, rangeText, requiresText } from "./explain-phrases.ts";

export function referencePage(explanations: readonly Explanation[]): string[] {
  const blocks = explanations.filter(({ kind, aliasOf }) => kind === "block" && aliasOf === undefined);
  const sections = [undefined, ...blocks];
  return [
    "# Keywords of keepalived.conf",
    "",
    "Every keyword of keepalived 2.4.3, block by block, as Vigil reads it.",
    "",
    ...legend(),
    "",
    ...sections.map((block) => {
      const path = pathInside(block);
      const indent = "  ".repeat(Math.max(0, path.length - 1));
      return `${indent}- [${title(path)}](#${anchor(path)})`;
    }),
    ...sections.flatMap((block) => section(block, explanations)),
  ];
}

function legend(): string[] {
  return [
    "**Support**: *full* does what keepalived does; *accepted* is read and has no effect yet; *refused* is read, but the",
    "daemon does not start with it, because running without it would do harm.",
    "**Mistakes** are what happens with an invalid value, when the word behind the keyword is missing, and when the keyword",
    "stands in its block again.",
  ];
}

/** @param block undefined for the top level */
function section(block: Explanation | undefined, explanations: readonly Explanation[]): string[] {
  const path = pathInside(block);
  const inside = explanations.filter((one) => samePath(one.path, path));
  return [
    "",
    `<a id="${anchor(path)}"></a>`,
    "",
    `${"#".repeat(Math.min(6, Math.max(2, path.length + 1)))} ${title(path)}`,
  ]
    .concat(block === undefined ? [] : blockIntroduction(block))
    .concat(inside.length === 0 ? [] : table(inside));
}

function blockIntroduction(block: Explanation): string[] {
  const facts = [
    `Form: ${code(block.form)}.`,
    ...(block.aliases.length === 0 ? [] : [`Also: ${block.aliases.map(code).join(", ")}.`]),
    ...notes(block),
    `Support: ${block.support}.`,
  ];
  return ["", escaped(block.doc), "", facts.join(" "), "", "```", ...block.example, "```"];
}

function table(explanations: readonly Explanation[]): string[] {
  const rows = explanations.map((one) => [
    `${code(one.form)}${one.aliases.map((alias) => `<br>${code(alias)}`).join("")}`,
    [escaped(one.doc), ...notes(one)].join(" "),
    one.kind === "block" ? "" : escaped(one.default),
    escaped(rangeText(one.range) ?? ""),
    mistakes(one),
    one.support,
  ]);
  return [
    "",
    "| Keyword | Meaning | Default | Range | Mistakes | Support |",
    "|---|---|---|---|---|---|",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ];
}

/** What it takes back, version, deprecation and build condition, each a sentence. */
function notes({ takesBack, since, deprecated, requires }: Explanation): string[] {
  const build = requiresText(requires);
  return [
    ...(takesBack === undefined ? [] : [`Takes back ${takesBack.map(code).join(", ")} written before it.`]),
    ...(since === undefined ? [] : [`Since ${since}.`]),
    ...(deprecated === undefined ? [] : [`**Deprecated**: ${escaped(deprecationText(deprecated))}`]),
    ...(build === undefined ? [] : [`Needs a build with ${build}.`]),
  ];
}

function mistakes({ whenInvalid, whenMissing, whenRepeated }: Explanation): string {
  const all: readonly (readonly [string, string | undefined])[] = [
    ["invalid", whenInvalid],
    ["missing", whenMissing],
    ["repeated", whenRepeated],
  ];
  return all
    .flatMap(([label, text]) => (text === undefined ? [] : [`${label}: ${escaped(text)}`]))
    .join("; ");
}

function pathInside(block: Explanation | undefined): readonly string[] {
  return block === undefined ? [] : [...block.path, block.keyword];
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.join("/") === b.join("/");
}

function title(path: readonly string[]): string {
  return path.length === 0 ? "Top level" : path.join(" / ");
}

function anchor(path: readonly string[]): string {
  return path.length === 0 ? "top-level" : path.join("-").toLowerCase();
}

/** Pipes would end the table's cell, also inside code. */
function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function escaped(text: string): string {
  return text.replace(/[|<>*_[\]`\\]/g, "\\$&");
}
