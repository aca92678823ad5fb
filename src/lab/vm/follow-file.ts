/** Follows a growing text file line by line. */
import { type FileHandle, open } from "node:fs/promises";

const pollMs = 100;

export interface FollowedFile {
  /** Reads what is still to come, hands out an unfinished last line, and ends. */
  finish(): Promise<void>;
}

/** Looks for new lines ten times a second: the writer is a guest whose writes raise no event here that one could rely on. */
export function followFile(path: string, onLine: (line: string) => void): FollowedFile {
  const decoder = new TextDecoder();
  let file: FileHandle | undefined;
  let rest = "";
  let reading: Promise<void> = Promise.resolve();

  const readNew = async (): Promise<void> => {
    file ??= await open(path, "r").catch(() => undefined);
    if (file === undefined) return;
    const buffer = Buffer.alloc(65536);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    }
  };
  const timer = setInterval(() => {
    reading = reading.then(readNew);
  }, pollMs);
  return {
    async finish() {
      clearInterval(timer);
      await reading;
      await readNew();
      await file?.close();
      if (rest !== "") onLine(rest);
    },
  };
}
