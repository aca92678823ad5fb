/** The names that a configuration gives to things, and the places where it names them again. */
import type { OutlineWord, Statement } from "./outline.ts";

/** What has a name: blocks by their keyword, `definition` for `$NAME`. */
export type NameKind =
  | "vrrp_script"
  | "track_file"
  | "vrrp_track_process"
  | "bfd_instance"
  | "vrrp_instance"
  | "vrrp_sync_group"
  | "track_group"
  | "virtual_server_group"
  | "definition";

export interface NamePlace {
  readonly kind: NameKind;
  readonly name: string;
  readonly role: "defined" | "used";
  readonly file: string;
  /** The name alone, without quotes or `$`. */
  readonly start: number;
  readonly end: number;
  /** What defines it: a block's first line, or a definition. */
  readonly statement?: { readonly start: number; readonly end: number };
}

/** Blocks of the top level whose first word is their name. */
const namedBlocks: ReadonlySet<string> = new Set<NameKind>([
  "vrrp_script",
  "track_file",
  "vrrp_track_process",
  "bfd_instance",
  "vrrp_instance",
  "vrrp_sync_group",
  "track_group",
  "virtual_server_group",
]);

const trackers = {
  track_script: "vrrp_script",
  track_file: "track_file",
  track_process: "vrrp_track_process",
  track_bfd: "bfd_instance",
} as const satisfies Record<string, NameKind>;

/** Lists whose lines begin with a name, by path. */
const namesInLists: ReadonlyMap<string, NameKind> = new Map(
  Object.entries(trackers).flatMap(([list, kind]) => [
    [`vrrp_instance/${list}`, kind] as const,
    [`vrrp_sync_group/${list}`, kind] as const,
  ]),
);

/** Lists each of whose words is an instance. */
const listsOfInstances: ReadonlySet<string> = new Set(["vrrp_sync_group/group", "track_group/group"]);

/** Keywords in checks of a server whose word is a name. */
const namesInChecks: ReadonlyMap<string, NameKind> = new Map([
  ["FILE_CHECK/track_file", "track_file"],
  ["BFD_CHECK/name", "bfd_instance"],
]);

/** What kind of name the word at an index of a statement is; undefined when it is none. */
export function nameKindAt({ context, found, words }: NameContext, index: number): NameKind | undefined {
  const path = context.path.join("/");
  if (context.kind === "list") {
    if (listsOfInstances.has(path)) return "vrrp_instance";
    if (index === 0) return namesInLists.get(path);
    return path.startsWith("static_") && words[index - 1]?.raw === "track_group" ? "track_group" : undefined;
  }
  const keyword = found?.target.name;
  if (keyword === undefined) return undefined;
  if (path === "" && index === 1 && namedBlocks.has(keyword)) return keyword as NameKind;
  if (path === "" && keyword === "virtual_server" && index === 2 && words[1]?.raw === "group")
    return "virtual_server_group";
  return index === 1 ? namesInChecks.get(`${context.path.at(-1)}/${keyword}`) : undefined;
}

type NameContext = Pick<Statement, "context" | "found"> & {
  readonly words: readonly { readonly raw: string }[];
};

/** The names in a statement; words that hold a `$` are none until they are replaced. */
export function* namesIn(file: string, statement: Statement): Generator<NamePlace> {
  for (const [index, word] of statement.words.entries()) {
    const kind = nameKindAt(statement, index);
    if (kind === undefined || word.raw.includes("$") || word.raw === "") continue;
    const defines =
      statement.context.path.length === 0 && namedBlocks.has(statement.found?.target.name ?? "");
    const place = { kind, name: word.raw, file, ...insideQuotes(word) };
    if (!defines) yield { ...place, role: "used" };
    else {
      const { start, end, blockEnd } = statement;
      yield { ...place, role: "defined", statement: { start, end: blockEnd ?? end } };
    }
  }
}

function insideQuotes({ start, end, quoted }: OutlineWord) {
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A use is `${NAME}` with nothing behind the name, or `$NAME` where a blank, comma, closing parenthesis or the line's end follows. */
const reference = /\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)(?=[ \t\r,)"]|$)/gm;

/** The uses of definitions in a stretch of text that holds no comment. */
export function* definitionUses(file: string, text: string, from: number, to: number): Generator<NamePlace> {
  for (const match of text.slice(from, to).matchAll(reference)) {
    const name = match[1] ?? match[2] ?? "";
    const start = from + match.index + (match[1] === undefined ? 1 : 2);
    yield { kind: "definition", name, role: "used", file, start, end: start + name.length };
  }
}
