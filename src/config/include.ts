/** The `include` family: which files a pattern means, and whether a file that is not there ends the run. */
import { type ConfigFiles, directoryOf, type FileReading, joinPath } from "./files.ts";
import { expandBraces, hasWildcard, matchPaths } from "./glob.ts";

export interface IncludedFile {
  readonly path: string;
  readonly text: string;
}

export interface IncludeProblem {
  /** Whether keepalived ends the run because of it (exit 6). */
  readonly hard: boolean;
  /** keepalived says nothing about it unless it is hard: an empty directory of includes is nothing unusual. */
  readonly silent: boolean;
  readonly message: string;
}

export interface Inclusion {
  readonly files: readonly IncludedFile[];
  readonly problems: readonly IncludeProblem[];
}

/** `include`, and the letter that says what must not fail: readability, missing file, wildcard, brace, all. */
const form = /^include([rmwba]?)[ \t\v\f]+(.*)$/s;

/** Reads the text of an include piece, definitions in it already replaced. */
export function readInclude(text: string, directory: string, files: ConfigFiles): Inclusion {
  const [, letter = "", rest = ""] = form.exec(text) ?? [];
  const pattern = rest.trim();
  const found: IncludedFile[] = [];
  const problems: IncludeProblem[] = [];
  const alternatives = expandBraces(pattern);
  for (const alternative of alternatives) {
    const paths = matchPaths(alternative, directory, files);
    if (paths.length === 0) {
      const message = `no file fits '${alternative}', so nothing is included`;
      const hard = letter === "w" || letter === "a";
      problems.push({ hard, silent: fixedPartExists(alternative, directory, files), message });
    }
    for (const path of paths) {
      const reading = files.read(path);
      if (reading.kind === "text") found.push({ path, text: reading.text });
      else problems.push(describe(reading, path, letter, alternative, alternatives.length > 1));
    }
  }
  return { files: found, problems };
}

function describe(
  reading: FileReading & { kind: "unusable" },
  path: string,
  letter: string,
  alternative: string,
  braced: boolean,
): IncludeProblem {
  const message = `'${path}' cannot be included: ${reading.message}`;
  if (reading.reason !== "missing") return { hard: letter !== "", silent: false, message };
  // A wildcard's match that vanished meanwhile counts as one that never was.
  const literal = !hasWildcard(alternative);
  const hard = letter === "a" || (literal && (letter === "m" || (braced && letter === "b")));
  return { hard, silent: false, message };
}

/** Whether the directory before a pattern's first wildcard is there. */
function fixedPartExists(pattern: string, directory: string, files: ConfigFiles): boolean {
  const fixed = pattern.slice(0, pattern.search(/[*?[]/));
  return files.list(joinPath(directory, directoryOf(fixed))) !== undefined;
}
