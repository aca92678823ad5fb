/** Whether and when a child that died is started again, as keepalived decides it. */
import type { ChildExit } from "./child.ts";

export type Respawn =
  | { readonly kind: "permanent"; readonly exitCode: number }
  | { readonly kind: "restart"; readonly delayMs: number; readonly quickDeaths: number };

/** Exit codes that a new attempt would not change: fatal problem, unusable configuration, missing permission. */
const permanentExitCodes: readonly number[] = [1, 2, 4];

const longLifeMs = 60_000;
const longestDelayMs = 60_000;

/** @param quickDeaths how many lives of less than a minute came before this one, without a long one between */
export function decideRespawn(exit: ChildExit, quickDeaths: number): Respawn {
  if (exit.exitCode !== undefined && permanentExitCodes.includes(exit.exitCode)) {
    return { kind: "permanent", exitCode: exit.exitCode };
  }
  if (exit.livedMs >= longLifeMs) return { kind: "restart", delayMs: 0, quickDeaths: 0 };
  const delayMs = quickDeaths === 0 ? 0 : Math.min(1000 * 2 ** (quickDeaths - 1), longestDelayMs);
  return { kind: "restart", delayMs, quickDeaths: quickDeaths + 1 };
}
