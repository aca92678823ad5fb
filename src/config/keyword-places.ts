/** Where keepalived knows a name: for what is written in the wrong block, and for what opens one. */
import type { Keywords } from "./keyword.ts";
import { rootKeywords } from "./keywords/root.ts";

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
  const made = new Map<string, ReadonlyMap<string, KnownName>>();
  gather(rootKeywords, "", made);
  places = made;
  return made;
}

function gather(keywords: Keywords, path: string, made: Map<string, ReadonlyMap<string, KnownName>>): void {
  const byName = new Map(Object.values(keywords).map((keyword) => [keyword.name, keyword]));
  const names = new Map<string, KnownName>();
  made.set(path, names);
  for (const [name, keyword] of byName) {
    const target = keyword.kind === "alias" ? byName.get(keyword.of) : keyword;
    const braces = target?.kind === "block" || (target?.kind === "list" && target.braces);
    names.set(name, keyword.kind === "alias" ? { braces, aliasOf: keyword.of } : { braces });
    if (keyword.kind === "block") gather(keyword.keywords, path === "" ? name : `${path}/${name}`, made);
  }
}
