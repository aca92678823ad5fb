/** The kernel's settings as files under /proc/sys, those of the network namespace that the process is in. */
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import type { KernelRefusal } from "../ports/routing.ts";
import type { Sysctl } from "../ports/sysctl.ts";

const folder = "/proc/sys";

/** Throws RangeError for a path that could lead out of /proc/sys. */
function fileOf(path: string): string {
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".." || part.includes("\0")))
    throw new RangeError(`'${path}' is no path of a kernel setting`);
  return `${folder}/${path}`;
}

export const sysctl: Sysctl = {
  read(path) {
    let text: string;
    try {
      text = readFileSync(fileOf(path), "latin1").trim();
    } catch (error) {
      if (error instanceof RangeError) throw error;
      return undefined;
    }
    return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
  },
  write(path, value) {
    const file = fileOf(path);
    try {
      // Never O_CREAT: where there is no such setting, none is made.
      const fd = openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW);
      try {
        writeSync(fd, `${value}\n`);
      } finally {
        closeSync(fd);
      }
      return undefined;
    } catch (error) {
      return refusalOf(error);
    }
  },
};

function refusalOf(error: unknown): KernelRefusal {
  const { code = "EIO", message } = error as NodeJS.ErrnoException;
  // Node's text repeats call and path: "EROFS: read-only file system, open '/proc/sys/…'".
  const words = /^[A-Z0-9]+: (.*?), /.exec(message)?.[1] ?? message;
  return { code, message: words };
}
