/** The `include` family: which files a pattern means, and whether a file that is not there ends the run. */
import { type ConfigFiles, directoryOf, type FileReading, joinPath } from "./files.ts";
import { expandBraces, hasWildcard, matchPaths } from "./glob.ts";
import { checksOfForm, type IncludeChecks } from "./include-check.ts";

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
  readonly checks: IncludeChecks;
  readonly files: readonly IncludedFile[];
  readonly problems: readonly IncludeProblem[];
}

/** Reads the text of an include piece, definitions in it already replaced; `standing` are the checks of `include_check` and `-e`. */
export function readInclude(
  text: string,
  directory: string,
  files: ConfigFiles,
  standing: IncludeChecks,
): Inclusion {
  const [, form = "", rest = ""] = /^(include[rmwba]?)[ \t\v\f]+(.*)$/s.exec(text) ?? [];
  const checks = checksOfForm(form, standing);
  const alternatives = expandBraces(rest.trim());
  const found: IncludedFile[] = [];
  const problems: IncludeProblem[] = [];
  for (const alternative of alternatives) {
    const paths = matchPaths(alternative, directory, files);
    if (paths.length === 0) {
      const message = `no file fits '${alternative}', so nothing is included`;
      const hard = checks.has("wildcard_match");
      problems.push({ hard, silent: fixedPartExists(alternative, directory, files), message });
    }
    for (const path of paths) {
      const reading = files.read(path);
      if (reading.kind === "text") found.push({ path, text: reading.text });
      else {
        const isHard =
          reading.reason === "missing"
            ? missingIsHard(alternative, alternatives, checks)
            : checks.has("read");
        problems.push(describe(reading, path, isHard));
      }
    }
  }
  return { checks, files: found, problems };
}

function describe(reading: FileReading & { kind: "unusable" }, path: string, hard: boolean): IncludeProblem {
  return { hard, silent: false, message: `'${path}' cannot be included: ${reading.message}` };
}

/** A literal path is held to `match`, one of several in braces to `brace_match`. */
function missingIsHard(alternative: string, alternatives: readonly string[], checks: IncludeChecks): boolean {
  // A wildcard's match that vanished meanwhile counts as one that never was.
  if (hasWildcard(alternative)) return checks.has("wildcard_match");
  return checks.has(alternatives.length > 1 ? "brace_match" : "match");
}

/** Whether the directory before a pattern's first wildcard is there. */
function fixedPartExists(pattern: string, directory: string, files: ConfigFiles): boolean {
  const fixed = pattern.slice(0, pattern.search(/[*?[]/));
  return files.list(joinPath(directory, directoryOf(fixed))) !== undefined;
}
