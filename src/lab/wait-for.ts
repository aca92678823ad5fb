/** Waits for something to become true by looking again and again. */
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "./lab-error.ts";

/** Milliseconds of CLOCK_MONOTONIC, the same in all processes of a machine. */
export function nowMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** Looks until `probe` answers true; returns the milliseconds that it took. Errors: `WAIT_TIMEOUT` with `what`. */
export async function waitFor(
  what: string,
  limitMs: number,
  probe: () => boolean | Promise<boolean>,
  everyMs = 100,
): Promise<number> {
  const start = performance.now();
  for (;;) {
    if (await probe()) return performance.now() - start;
    if (performance.now() - start > limitMs) {
      throw new LabError("WAIT_TIMEOUT", `waited ${limitMs / 1000} s in vain for: ${what}`);
    }
    await sleep(everyMs);
  }
}
