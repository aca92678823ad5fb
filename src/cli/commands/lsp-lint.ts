/** What the linter finds for an editor: under the same settings and comments as on the command line. */

import type { Settings } from "../../lint/control/settings.ts";
import { runControlled } from "../../lint/controlled-run.ts";
import type { Finding } from "../../lint/finding.ts";
import type { Subject } from "../../lint/subject.ts";
import { CommandError } from "../command-error.ts";
import { settingsFor } from "./lint-settings.ts";

/** @param tell takes what is wrong with the settings, which do not count then */
export function lintInEditor(subject: Subject, tell: (message: string) => void): readonly Finding[] {
  const { levels, keepalivedVersion } = settingsOrNone(subject.file, tell);
  return runControlled({
    subjects: [subject],
    nodes: [],
    levels,
    keepalivedVersion,
    baseline: [],
    severity: "info",
    // Editors know a file by the path that they opened.
    realName: (file) => file,
  }).findings;
}

function settingsOrNone(file: string, tell: (message: string) => void): Settings {
  try {
    return settingsFor([file], undefined);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    tell(error.message);
    return { levels: new Map() };
  }
}
