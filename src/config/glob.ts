/** File name patterns as glob(3) with brace expansion reads them: `*`, `?`, `[a-z]`, `{one,two}`. */
import { type ConfigFiles, joinPath } from "./files.ts";

/** More alternatives than any real include has; beyond it braces are taken literally. */
const MOST_ALTERNATIVES = 1024;

/** The alternatives of all brace groups, in the order written: `a{b,c}` is `ab`, `ac`. */
export function expandBraces(pattern: string): string[] {
  let done: string[] = [];
  let open: string[] = [pattern];
  while (open.length > 0) {
    if (done.length + open.length > MOST_ALTERNATIVES) return [pattern];
    const next: string[] = [];
    for (const text of open) {
      const parts = firstGroup(text);
      if (parts === undefined) done = [...done, text];
      else next.push(...parts.alternatives.map((alternative) => parts.before + alternative + parts.after));
    }
    open = next;
  }
  return done;
}

interface BraceGroup {
  readonly before: string;
  readonly alternatives: readonly string[];
  readonly after: string;
}

/** The first `{...}` of a text, split at its own commas; undefined when there is none. */
function firstGroup(text: string): BraceGroup | undefined {
  const start = text.indexOf("{");
  if (start === -1) return undefined;
  const alternatives: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === "{") depth++;
    else if (character === "," && depth === 1) {
      alternatives.push(text.slice(from, at));
      from = at + 1;
    } else if (character === "}" && --depth === 0) {
      alternatives.push(text.slice(from, at));
      return { before: text.slice(0, start), alternatives, after: text.slice(at + 1) };
    }
  }
  return undefined;
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** Existing paths that fit a pattern without braces, sorted by name; a literal path is returned unasked. */
export function matchPaths(pattern: string, directory: string, files: ConfigFiles): string[] {
  if (!hasWildcard(pattern)) return [joinPath(directory, pattern)];
  let found = [pattern.startsWith("/") ? "/" : directory];
  for (const part of pattern.split("/").filter((text) => text !== "")) {
    found = found.flatMap((path) =>
      hasWildcard(part) ? matchNames(part, path, files) : [joinPath(path, part)],
    );
  }
  return found;
}

function matchNames(part: string, directory: string, files: ConfigFiles): string[] {
  const names = [...(files.list(directory) ?? [])].sort();
  return names.filter((name) => matchesName(name, part)).map((name) => joinPath(directory, name));
}

/** fnmatch(3) for one path component; a leading dot must be written (glob(7)). */
export function matchesName(name: string, pattern: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  // The two indices after the last `*` seen: where to go on when what follows it does not fit.
  let [at, inPattern, starAt, starPattern] = [0, 0, -1, -1];
  while (at < name.length) {
    const step = stepLength(pattern, inPattern, name[at] ?? "");
    if (pattern[inPattern] === "*") {
      [starAt, starPattern] = [at, ++inPattern];
    } else if (step > 0) {
      at++;
      inPattern += step;
    } else if (starPattern !== -1) {
      at = ++starAt;
      inPattern = starPattern;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}

/** How many characters of the pattern take this one character of the name; 0 when they do not. */
function stepLength(pattern: string, at: number, character: string): number {
  const token = pattern[at];
  if (token === undefined) return 0;
  if (token === "?") return 1;
  if (token === "\\" && at + 1 < pattern.length) return pattern[at + 1] === character ? 2 : 0;
  const end = token === "[" ? pattern.indexOf("]", at + 2) : -1;
  if (end === -1) return token === character ? 1 : 0;
  const negated = pattern[at + 1] === "!" || pattern[at + 1] === "^";
  const members = pattern.slice(at + (negated ? 2 : 1), end);
  return inClass(members, character) !== negated ? end - at + 1 : 0;
}

function inClass(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at++) {
    const low = members[at] ?? "";
    if (members[at + 1] === "-" && at + 2 < members.length) {
      if (character >= low && character <= (members[at + 2] ?? "")) return true;
      at += 2;
    } else if (low === character) {
      return true;
    }
  }
  return false;
}
