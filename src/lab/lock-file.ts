/** A lock between processes: a file that names its holder, taken over when that holder is gone. */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, processIdentity } from "./process-identity.ts";

const pollMs = 200;

async function tryLock(file: string): Promise<boolean> {
  try {
    await writeFile(file, processIdentity(), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const holder = await readFile(file, "utf8").catch(() => "");
  // An empty file belongs to someone between creating and writing it; a dead holder's file is moved away by exactly one of us.
  if (holder !== "" && !isRunning(holder)) {
    const aside = `${file}.${process.pid}`;
    await rename(file, aside).catch(() => {});
    await rm(aside, { force: true });
  }
  return false;
}

/** Runs `work` while no other process holds the lock. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryLock(file))) await sleep(pollMs);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
