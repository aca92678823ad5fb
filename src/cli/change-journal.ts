/** A file under the run directory that says what a command changed on this host, and the lock that keeps two of them apart. */
import { accessSync, closeSync, constants, existsSync, fstatSync, lstatSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder, readStateFile, removeStateFile, writeStateFile } from "../daemon/state-file.ts";
import { type NamespaceId, namespaceId } from "../linux/namespace-id.ts";
import { fileLocks } from "../linux/process-control.ts";
import { isRecord } from "../realserver/journal.ts";
import { CommandError } from "./command-error.ts";

const folder = "/run/vigil";

export interface ChangeJournal<T> {
  /** undefined: nothing of ours is on this host. Throws CommandError for a file that cannot be understood. */
  read(): T | undefined;
  write(value: T): void;
  remove(): void;
  /** Throws CommandError when another process has it or the run directory cannot be written. */
  lock(): void;
  unlock(): void;
}

export interface JournalFormat<T> {
  /** Both ways what JSON can say. */
  readonly toJson: (value: T) => unknown;
  readonly fromJson: (value: unknown) => T | undefined;
}

/** One file a command and network namespace; what an earlier boot left is nobody's any more. */
export function changeJournal<T>(command: string, format: JournalFormat<T>): ChangeJournal<T> {
  const id = namespaceId();
  const path = `${folder}/${command}-${id.network}.json`;
  const lockPath = `${folder}/${command}-${id.network}.lock`;
  let lockFd: number | undefined;
  return {
    read: () => readJournal(path, id, format),
    write(value) {
      const text = JSON.stringify({ boot: id.boot, ...(format.toJson(value) as object) }, undefined, 1);
      attempt(path, () => writeStateFile(path, `${text}\n`));
    },
    remove() {
      attempt(path, () => removeStateFile(path));
    },
    lock() {
      lockFd = attempt(lockPath, () => openLocked(lockPath));
    },
    unlock() {
      if (lockFd === undefined) return;
      if (!existsSync(path)) attempt(lockPath, () => removeStateFile(lockPath));
      closeSync(lockFd);
      lockFd = undefined;
    },
  };
}

function readJournal<T>(path: string, id: NamespaceId, format: JournalFormat<T>): T | undefined {
  requireOwnFolder();
  const text = readStateFile(path);
  if (text === undefined) {
    attempt(folder, () => existsSync(folder) && accessSync(folder, constants.R_OK | constants.X_OK));
    return undefined;
  }
  const value = parseJson(text);
  const journal = isRecord(value) && typeof value.boot === "string" ? format.fromJson(value) : undefined;
  if (isRecord(value) && journal !== undefined) return value.boot === id.boot ? journal : undefined;
  throw new CommandError(
    `${path} cannot be understood, and with it what this host was like before: look at 'ip address' and 'sysctl net.ipv4.conf.all', put right by hand what is wrong there, then delete the file`,
  );
}

/** What others could write is not believed: it leads to writes as root. */
function requireOwnFolder(): void {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return;
  const ours = stats.isDirectory() && (stats.uid === 0 || stats.uid === process.geteuid?.());
  if (ours && (stats.mode & 0o022) === 0) return;
  throw new CommandError(
    `${folder} belongs to others or can be written by others: chown root: ${folder}; chmod 700 ${folder}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function openLocked(path: string): number {
  makeFolder(dirname(path), 0o700);
  requireOwnFolder();
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  try {
    fileLocks.lock(fd);
    // The one before us may have removed it while we opened it.
    if (fstatSync(fd).nlink > 0) return fd;
    throw Object.assign(new Error("another process has just ended"), { code: "EAGAIN" });
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(fileProblem(path, error));
  }
}

function fileProblem(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "EAGAIN":
      return `another vigil is changing this host at this moment (${path}): try again when it has ended`;
    case "EACCES":
    case "EPERM":
      return `EPERM: ${path}, which says what was changed here, is root's alone: run this as root`;
    case "EROFS":
      return `EROFS: ${path} is on a read-only file system, and without it stopping could not restore anything: mount a tmpfs on /run`;
    default:
      return `${path}: ${message}`;
  }
}
