/** Where keepalived knows a name: for what is written in the wrong block, and for what opens one. */
import { rootKeywords } from "./keywords/root.ts";
import { type ProperKeyword, type TableEntry, tableEntries } from "./table-entries.ts";

export interface KnownName {
  /** Whether braces follow it. */
  readonly braces: boolean;
  /** The spelling to prefer. */
  readonly aliasOf?: string;
}

const noNames: ReadonlyMap<string, KnownName> = new Map();
let places: ReadonlyMap<string, ReadonlyMap<string, KnownName>> | undefined;

/** The keywords in the block with this path (`virtual_server/real_server`; empty for the top level). */
export function namesIn(path: string): ReadonlyMap<string, KnownName> {
  return allPlaces().get(path) ?? noNames;
}

/** The paths of all blocks in which this keyword is known, outermost first. */
export function pathsWith(name: string): string[] {
  return [...allPlaces()].filter(([, names]) => names.has(name)).map(([path]) => path);
}

/** Made when it is first asked for: most files give no reason to. */
function allPlaces(): ReadonlyMap<string, ReadonlyMap<string, KnownName>> {
  if (places !== undefined) return places;
  const made = new Map<string, Map<string, KnownName>>();
  for (const entry of tableEntries(rootKeywords)) {
    const path = entry.path.join("/");
    const names = made.get(path) ?? new Map<string, KnownName>();
    made.set(path, names.set(entry.keyword.name, knownName(entry)));
  }
  places = made;
  return made;
}

function knownName({ keyword, target }: TableEntry): KnownName {
  const braces = hasBraces(target);
  return keyword.kind === "alias" ? { braces, aliasOf: keyword.of } : { braces };
}

function hasBraces(keyword: ProperKeyword): boolean {
  return keyword.kind === "block" || (keyword.kind === "list" && keyword.braces);
}
