/** The users and groups of this host: the local files first, then whatever else the system asks for names. */
import { readFileSync } from "node:fs";
import type { Accounts } from "../config/host-facts.ts";
import { getent } from "./getent.ts";

/** The fields of each line (passwd(5), group(5)). */
function readLines(file: string): string[][] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.map((line) => line.split(":")).filter(([name = ""]) => name !== "");
  } catch {
    // A container may have neither file; then getent says what there is.
    return [];
  }
}

function readNames(file: string): ReadonlySet<string> {
  return new Set(readLines(file).map(([name = ""]) => name));
}

export interface UserIds {
  readonly uid: number;
  readonly gids: readonly number[];
}

/** Undefined for a user that the local files do not know. */
export function userIds(name: string): UserIds | undefined {
  const entry = readLines("/etc/passwd").find(([user]) => user === name);
  if (entry === undefined) return undefined;
  const groups = readLines("/etc/group").filter(([, , , members = ""]) => members.split(",").includes(name));
  return { uid: Number(entry[2]), gids: [entry[3], ...groups.map(([, , gid]) => gid)].map(Number) };
}

/** Directory services (nsswitch.conf(5)); getent takes a number for an id, which a configuration does not mean. */
function isKnownElsewhere(database: "passwd" | "group", name: string): boolean {
  if (name === "" || name.startsWith("-")) return false;
  return getent(database, name, 5_000).text.startsWith(`${name}:`);
}

function lookup(file: string, database: "passwd" | "group"): (name: string) => boolean {
  let local: ReadonlySet<string> | undefined;
  const answers = new Map<string, boolean>();
  return (name) => {
    local ??= readNames(file);
    const known = answers.get(name) ?? (local.has(name) || isKnownElsewhere(database, name));
    answers.set(name, known);
    return known;
  };
}

/** Reads nothing before the first question. */
export function hostAccounts(): Accounts {
  return { hasUser: lookup("/etc/passwd", "passwd"), hasGroup: lookup("/etc/group", "group") };
}
