/** What becomes of a program that is to run: where it is found, whether its user gets there, and who could change it. */
import { lstatSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ProgramState } from "../config/host-facts.ts";
import { type UserIds, userIds } from "./accounts.ts";

/** Write permission of the group and of all others. */
const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

/** A name without a slash is looked for in `searchPath`, as execvp(3) does. */
export function programState(name: string, user = "root", searchPath = process.env.PATH ?? ""): ProgramState {
  const path = name.includes("/") ? resolve(name) : findInPath(name, searchPath);
  // A slash at the end asks for a directory.
  const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path === undefined || stats === undefined || (name.endsWith("/") && !stats.isDirectory()))
    return "missing";
  const directories = directoriesOf(path);
  const ids = user === "root" ? undefined : userIds(user);
  if (ids !== undefined && !directories.every((directory) => maySearch(directory, ids))) return "missing";
  if (stats.isDirectory()) return "directory";
  // Only a path as written is held against it: what the system's search path leads to is the system's choice.
  if (name.includes("/") && directories.some(isLink)) return "behind-link";
  return [path, ...directories].some(isChangedByOthers) ? "insecure" : "secure";
}

/** Whether these ids may go through a directory (path_resolution(7)). */
function maySearch(directory: string, { uid, gids }: UserIds): boolean {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const bit = stats.uid === uid ? 0o100 : gids.includes(stats.gid) ? 0o010 : 0o001;
  return (stats.mode & bit) !== 0;
}

function findInPath(name: string, searchPath: string): string | undefined {
  const directories = searchPath.split(":").filter((directory) => directory !== "");
  return directories.map((directory) => resolve(directory, name)).find((path) => isExecutable(path));
}

function isExecutable(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
}

/** From the innermost to the root. */
function directoriesOf(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...directoriesOf(parent)];
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Others may write into a sticky directory, but not replace what root has there. */
function isChangedByOthers(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.uid !== 0) return true;
  if (stats.isDirectory() && (stats.mode & STICKY) !== 0) return false;
  return (stats.mode & OTHERS_WRITE) !== 0 || ((stats.mode & GROUP_WRITES) !== 0 && stats.gid !== 0);
}
