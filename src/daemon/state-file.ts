/** Small files under the run directory that say what is ours in the kernel, for the next start after a death without clean-up. */
import {
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Beside the pid files, one set for each parent pid file: a second daemon has its own. */
export function stateFilePath(parentPidFile: string, subject: "addresses" | "services" | "timeouts"): string {
  const name = basename(parentPidFile).replace(/\.pid$/, "");
  return join(dirname(parentPidFile), "vigil", `${name}.${subject}.json`);
}

/** The text of a state file; undefined when there is none or it cannot be read (it is ours alone: a stranger's is not believed). */
export function readStateFile(path: string): string | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    return readFileSync(fd, "utf8");
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Replaces the file in one step; throws what the file system refuses, with the old file still whole. */
export function writeStateFile(path: string, text: string): void {
  makeFolder(dirname(path), 0o700);
  const temporary = `${path}.new`;
  removeStateFile(temporary);
  const fd = openSync(
    temporary,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
    0o600,
  );
  try {
    for (let rest = Buffer.from(text, "utf8"); rest.length > 0; ) rest = rest.subarray(writeSync(fd, rest));
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, path);
}

/** The umask, which keeps files private, would leave a folder that nobody can enter. */
export function makeFolder(path: string, mode: number): void {
  const made = mkdirSync(path, { recursive: true });
  if (made !== undefined) chmodSync(path, mode);
}

export function removeStateFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
