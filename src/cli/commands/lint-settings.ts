/** Finds and reads the `.vigilrc.json` that holds for the files of a run. */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readSettings, type Settings } from "../../lint/control/settings.ts";
import { FORMATS } from "../../lint/reporters/reporters.ts";
import { ruleCatalogue } from "../../lint/rule-catalogue.ts";
import { CommandError } from "../command-error.ts";

const NAME = ".vigilrc.json";

/** @param config the file to read, undefined to look for one. Throws CommandError. */
export function settingsFor(files: readonly string[], config: string | undefined): Settings {
  const file = config ?? foundFor(files);
  if (file === undefined) return { levels: new Map() };
  const words = { rules: [...ruleCatalogue.keys()], formats: FORMATS };
  const reading = readSettings(file, readText(file), words);
  if (reading.kind === "mistake") throw new CommandError(reading.message, 2);
  return reading.settings;
}

/** In the folder of a file or the nearest one above it; one for all, because a run has one set of settings. */
function foundFor(files: readonly string[]): string | undefined {
  const found = new Map<string | undefined, string>();
  for (const file of files) {
    const settings = settingsAbove(dirname(resolve(file)));
    if (!found.has(settings)) found.set(settings, file);
  }
  if (found.size <= 1) return [...found.keys()][0];
  const [one, other] = [...found].map(([settings, file]) => `${file} has ${settings ?? "none"}`);
  throw new CommandError(
    `the files have different settings (${one}, ${other}): lint them one after the other, or name one with --config`,
    2,
  );
}

function settingsAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, NAME);
    if (statSync(file, { throwIfNoEntry: false }) !== undefined) return file;
    if (at === dirname(at)) return undefined;
  }
}

/** The text of a file that the command line or a search names; throws CommandError. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be read: ${reason}`, 2);
  }
}
