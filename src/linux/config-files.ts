/** The files of a configuration, from the disk. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import type { ConfigFiles, FileReading, UnusableReason } from "../config/files.ts";

const unusable = (reason: UnusableReason, message: string): FileReading => ({
  kind: "unusable",
  reason,
  message,
});

export const configFiles: ConfigFiles = {
  read(path) {
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) return unusable("directory", "it is a directory; name the file in it");
      if (!stats.isFile()) return unusable("not-regular", "it is no regular file");
      // keepalived takes an executable file for a script that was named by mistake.
      if ((stats.mode & 0o111) !== 0)
        return unusable("executable", `it is executable; run chmod a-x ${path}`);
      return { kind: "text", text: readFileSync(path, "latin1") };
    } catch (error) {
      return describe(error);
    }
  },
  wholePath(directory) {
    try {
      return realpathSync(directory);
    } catch {
      return directory;
    }
  },
  list(directory) {
    try {
      return readdirSync(directory, "latin1");
    } catch {
      return undefined;
    }
  },
};

function describe(error: unknown): FileReading {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR")
    return unusable("missing", "there is no such file; name another with -f");
  if (code === "EACCES")
    return unusable("unreadable", "reading it is not permitted; run as root or change its mode");
  return unusable("unreadable", error instanceof Error ? error.message : String(error));
}
