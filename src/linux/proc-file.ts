/** Files of /proc, which have no size and give a page at a time: readFileSync would take 64 KiB of memory for each. */
import { closeSync, openSync, readSync } from "node:fs";
import { grown } from "../values/grown.ts";

/** The whole file, every byte as one character. Throws the system's error. */
export function readProcFile(path: string): string {
  return readProcBytes(path).toString("latin1");
}

/** Throws the system's error. */
export function readProcBytes(path: string): Buffer {
  const descriptor = openSync(path, "r");
  try {
    let buffer = Buffer.allocUnsafe(64 * 1024);
    let length = 0;
    for (;;) {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (count === 0) return buffer.subarray(0, length);
      length += count;
      if (length === buffer.length) buffer = grown(buffer, 2 * length);
    }
  } finally {
    closeSync(descriptor);
  }
}
