/** Gives a file another content in one step: whoever reads it sees the old one or the new one. */
import {
  chmodSync,
  chownSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Symbolic links are followed; mode and owner stay. Texts are latin1.
 * @param before what it is known to hold: a file that somebody has changed since is left alone
 * @returns why it was not done
 */
export function replaceFile(path: string, before: string, text: string): string | undefined {
  let made: string | undefined;
  // A shell's `<` makes them links to a file that nobody named.
  if (/^\/(dev|proc)\//.test(path)) return "it is not named as a file";
  try {
    const target = realpathSync(path);
    const stats = statSync(target);
    if (!stats.isFile()) return "it is no regular file";
    if (readFileSync(target, "latin1") !== before) return "it was changed while it was read";
    made = join(dirname(target), `.${basename(target)}.vigil-${process.pid}`);
    // Secrets stay secret: nobody else may read it before it has the mode of the file.
    writeFileSync(made, text, { encoding: "latin1", mode: 0o600, flag: "wx" });
    const own = statSync(made);
    if (own.uid !== stats.uid || own.gid !== stats.gid) chownSync(made, stats.uid, stats.gid);
    chmodSync(made, stats.mode & 0o7777);
    renameSync(made, target);
    return undefined;
  } catch (error) {
    if (made !== undefined) rmSync(made, { force: true });
    return error instanceof Error ? error.message : String(error);
  }
}
