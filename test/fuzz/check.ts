/** What holds for every configuration, however damaged; says what does not. */

import { loadConfig } from "../../src/config/load.ts";
import { printConfig } from "../../src/config/print.ts";
import { printTextTree, readTextTree } from "../../src/config/text-tree.ts";
import { testOutcome } from "../../src/reader/read-configuration.ts";
import { memoryFiles, testContext } from "../support/config-context.ts";
import type { FuzzFiles } from "./mutate.ts";

const MAIN = "k.conf";
const EXIT_CODES = [0, 2, 4, 5, 6];

/** Undefined when all is well. Throws what reading throws. */
export function complaint(files: FuzzFiles): string | undefined {
  const first = read(files);
  const json = JSON.stringify(first);
  return (
    brokenRoundTrip(files) ??
    misplacedDiagnostic(first.diagnostics, files) ??
    wrongOutcome(first) ??
    (JSON.stringify(JSON.parse(json)) === json ? undefined : "the configuration does not survive JSON") ??
    (JSON.stringify(read(files)) === json ? undefined : "reading it twice gives two results")
  );
}

/** Without the tree, whose blocks know their parents. */
type Loaded = Omit<ReturnType<typeof loadConfig>, "tree">;

function read(files: FuzzFiles): Loaded {
  const text = files[MAIN] ?? "";
  const mode = text.length % 2 === 0 ? "test" : "daemon";
  const loaded = loadConfig(MAIN, text, testContext({ files: memoryFiles(files), mode }));
  return {
    config: loaded.config,
    unfrozen: loaded.unfrozen,
    diagnostics: loaded.diagnostics,
    remembered: undefined,
  };
}

function brokenRoundTrip(files: FuzzFiles): string | undefined {
  const broken = Object.entries(files).find(([, text]) => printTextTree(readTextTree(text)) !== text);
  return broken === undefined ? undefined : `${broken[0]} does not print back to its own bytes`;
}

function misplacedDiagnostic(diagnostics: Loaded["diagnostics"], files: FuzzFiles): string | undefined {
  const lines = new Map(Object.entries(files).map(([name, text]) => [name, text.split("\n")]));
  for (const { place, endColumn, message, code } of diagnostics) {
    const line = lines.get(place.file)?.[place.line - 1];
    const where = `${code} at ${place.file}:${place.line}:${place.column}-${endColumn}`;
    if (line === undefined) return `${where} is outside the files`;
    if (place.column < 1 || place.column > line.length + 1) return `${where} is outside its line`;
    if (endColumn < place.column || endColumn > line.length + 1) return `${where} ends outside its line`;
    if (
      /undefined|NaN|\[object|Infinity/.test(message) &&
      !/undefined|NaN|Infinity/.test(JSON.stringify(files))
    )
      return `${where} says '${message}'`;
  }
  return undefined;
}

function wrongOutcome({ config, diagnostics }: Loaded): string | undefined {
  const { exitCode } = testOutcome(diagnostics);
  if (!EXIT_CODES.includes(exitCode)) return `exit code ${exitCode} is none of keepalived's`;
  if (config === undefined) {
    return diagnostics.some(({ severity }) => severity === "fatal")
      ? undefined
      : "there is no configuration and nothing fatal is said";
  }
  if (!isFrozen(config)) return "the configuration is not frozen";
  printConfig(config);
  return undefined;
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}
