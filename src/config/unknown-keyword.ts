/** What to say about a keyword that keepalived does not know where it stands. */
import type { DiagnosticCode } from "./diagnostic.ts";
import type { Keyword } from "./keyword.ts";
import { namesIn, pathsWith } from "./keyword-places.ts";
import { type Word, wordText } from "./line.ts";
import { nearestName } from "./nearest-name.ts";

const BYTE_ORDER_MARK = "\xef\xbb\xbf";

/** What keepalived once knew, by path and name, and what to do about it. */
const removedKeywords: Readonly<Record<string, string>> = {
  "global_defs/lvs_id": "keepalived 1.1.8 renamed it; write 'router_id' instead",
  "virtual_server/nat_mask":
    "keepalived 1.2.20 removed it, and before that it did nothing since Linux 2.4; delete the line",
};

export function describeUnknownKeyword(
  word: Word,
  path: string,
  find: (name: string) => Keyword | undefined,
): { readonly code: DiagnosticCode; readonly message: string } {
  const name = wordText(word);
  const where = path === "" ? "at the top level" : `in ${path.split("/").pop()}`;
  const ignored = `unknown keyword '${name}' ${where}, the line is ignored`;
  if (word.raw.startsWith(BYTE_ORDER_MARK)) {
    return {
      code: "keyword-unknown",
      message: `${ignored}: the file begins with a byte order mark; save it without`,
    };
  }
  const removed = removedKeywords[`${path}/${word.raw}`];
  if (removed !== undefined) return { code: "keyword-removed", message: `${ignored}: ${removed}` };
  const here = namesIn(path);
  const paths = pathsWith(word.raw);
  if (paths.length > 0) {
    return { code: "keyword-misplaced", message: `${ignored}: ${describeMisplaced(word.raw, paths, here)}` };
  }
  const near = nearestName(word.raw, here.keys());
  if (near === undefined)
    return { code: "keyword-unknown", message: `${ignored}: remove it, or correct its spelling` };
  return {
    code: "keyword-unknown",
    message: `${ignored}: did you mean '${near}'?${whatRunsInstead(find(near))}`,
  };
}

/** Known in other blocks; where its preferred spelling is known here, that one is meant. */
function describeMisplaced(
  name: string,
  paths: readonly string[],
  here: ReadonlyMap<string, unknown>,
): string {
  const blocks = [
    ...new Set(paths.map((path) => (path === "" ? "the top level" : (path.split("/").pop() ?? "")))),
  ];
  const shown = blocks.length > 4 ? `${blocks.slice(0, 4).join(", ")} and others` : blocks.join(", ");
  const preferred = paths
    .map((path) => namesIn(path).get(name)?.aliasOf)
    .find((alias) => alias !== undefined);
  const hint =
    preferred !== undefined && here.has(preferred)
      ? `write '${preferred}' here`
      : "move it there, or remove it";
  return `it is known in ${shown}; ${hint}`;
}

function whatRunsInstead(keyword: Keyword | undefined): string {
  if (keyword?.kind !== "value") return "";
  if (keyword.default.kind === "value")
    return ` Until it is mended, ${keyword.name} is ${keyword.form.print(keyword.default.value)}`;
  return keyword.default.kind === "derived"
    ? ` Until it is mended, ${keyword.name} is ${keyword.default.from}`
    : "";
}
