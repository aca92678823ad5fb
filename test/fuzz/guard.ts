/** Runs a check so that neither an exception nor an endless loop in it ends the run. */
import { Script } from "node:vm";
import type { FuzzFiles } from "./mutate.ts";

export type Check = (files: FuzzFiles) => string | undefined;

/** A hang is what takes this long on any machine; how time grows with size is measured elsewhere. */
const LEAST_LIMIT_MS = 10_000;
const LIMIT_MS_A_BYTE = 0.5;

function limitMs(files: FuzzFiles): number {
  const bytes = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  return LEAST_LIMIT_MS + Math.ceil(bytes * LIMIT_MS_A_BYTE);
}

// Code run by a script object can be stopped from outside, a plain call cannot.
const script = new Script("globalThis.checkToRun()");

/** What is wrong with an input, in a sentence part; undefined when nothing is. */
export function guarded(check: Check, files: FuzzFiles, timeout = limitMs(files)): string | undefined {
  Object.assign(globalThis, { checkToRun: () => check(files) });
  try {
    return script.runInThisContext({ timeout, displayErrors: false }) as string | undefined;
  } catch (error) {
    if (!(error instanceof Error)) return `it throws ${String(error)}`;
    if ("code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      return `it takes more than ${timeout} ms`;
    return `it throws ${error.stack ?? error.message}`;
  } finally {
    Reflect.deleteProperty(globalThis, "checkToRun");
  }
}
