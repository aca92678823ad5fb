/** Explanations as text for a terminal; places where a keyword is the same in every respect are said together. */
import type { Explanation } from "./explain.ts";
import { deprecationText, rangeText, requiresText, supportText } from "./explain-phrases.ts";

const LABEL_WIDTH = 11;
const LINE_WIDTH = 100;

export function explanationText(explanations: readonly Explanation[]): string[] {
  return alike(explanations).flatMap((group, index) => [...(index === 0 ? [] : [""]), ...groupText(group)]);
}

type Group = readonly [Explanation, ...Explanation[]];

/** In the order of their first places. */
function alike(explanations: readonly Explanation[]): Group[] {
  const groups = new Map<string, [Explanation, ...Explanation[]]>();
  for (const explanation of explanations) {
    const key = JSON.stringify({ ...explanation, path: undefined, example: undefined });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [explanation]);
    else group.push(explanation);
  }
  return [...groups.values()];
}

function groupText(group: Group): string[] {
  const [first] = group;
  const places = group.map(({ path }) => (path.length === 0 ? "at the top level" : `in ${path.join(" / ")}`));
  return [
    `${first.keyword}, ${places[0]}`,
    ...places.slice(1).map((place) => `${" ".repeat(first.keyword.length)}  ${place}`),
    "",
    ...wrapped(first.doc, "  ", "  "),
    "",
    ...facts(first).flatMap(([label, text]) =>
      wrapped(text, `  ${label.padEnd(LABEL_WIDTH)}`, " ".repeat(LABEL_WIDTH + 2)),
    ),
    "",
    ...first.example.map((line) => `    ${line}`),
  ];
}

/** Label and text of each fact that there is. */
export function facts(explanation: Explanation): (readonly [label: string, text: string])[] {
  const { aliasOf, aliases, deprecated, kind } = explanation;
  const build = requiresText(explanation.requires);
  const all: readonly (readonly [string, string | undefined])[] = [
    ["Form", explanation.form],
    ["Alias of", aliasOf],
    ["Aliases", aliases.length === 0 ? undefined : aliases.join(", ")],
    ["Range", rangeText(explanation.range)],
    ["Default", kind === "block" ? undefined : explanation.default],
    ["Invalid", explanation.whenInvalid],
    ["Missing", explanation.whenMissing],
    ["Repeated", explanation.whenRepeated],
    ["Takes back", explanation.takesBack?.join(", ")],
    ["Holds", explanation.keywords?.join(", ")],
    ["Since", explanation.since === undefined ? undefined : `keepalived ${explanation.since}`],
    ["Deprecated", deprecated === undefined ? undefined : deprecationText(deprecated)],
    ["Build", build === undefined ? undefined : `keepalived built with ${build}`],
    ["Support", supportText(explanation.support)],
  ];
  return all.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

function wrapped(text: string, first: string, further: string): string[] {
  const lines = [first];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1] ?? "";
    const started = last.length > (lines.length === 1 ? first : further).length;
    const longer = `${last}${started ? " " : ""}${word}`;
    if (longer.length <= LINE_WIDTH || !started) lines[lines.length - 1] = longer;
    else lines.push(`${further}${word}`);
  }
  return lines;
}
