/** The words of --reconcile and --reconcile-policy. */
import type { DaemonOptions, ReconcileSchedule } from "../../daemon/options.ts";
import {
  type ReconcilePolicy,
  type RepairLimit,
  type RepairScope,
  repairLimits,
  repairScopes,
} from "../../ipvs/policy.ts";

const secondsOf = { s: 1, m: 60, h: 3600 } as const;
const mostSeconds = 86_400;

/** A cleared table is back within a minute, and what an operator has set by hand stays until he says otherwise. */
const defaultSchedule: ReconcileSchedule = { kind: "every", seconds: 60 };
const defaultScope: RepairScope = "restore";

/** Both texts as they were given; absent ones mean the default. */
export function readReconcileOptions(
  when: string | undefined,
  policy: string | undefined,
): DaemonOptions["reconcile"] | { readonly errors: readonly string[] } {
  const schedule = when === undefined ? defaultSchedule : readSchedule(when.trim());
  const chosen = policy === undefined ? { scope: defaultScope, limits: [] } : readPolicy(policy);
  const errors = [schedule, chosen].filter((one) => typeof one === "string");
  if (typeof schedule === "string" || typeof chosen === "string") return { errors };
  return { schedule, policy: chosen };
}

/** What stands in no other form is taken for a cron expression, which its own reader checks. */
function readSchedule(text: string): ReconcileSchedule | string {
  if (text === "off") return { kind: "off" };
  const interval = /^(\d{1,6})([smh]?)$/.exec(text);
  if (interval === null) {
    if (/\s/.test(text) || text.startsWith("@")) return { kind: "cron", expression: text };
    return `--reconcile: '${text}' is neither an interval (60s, 5m, 1h), nor a cron expression ('*/5 * * * *'), nor off`;
  }
  const unit = (interval[2] || "s") as keyof typeof secondsOf;
  const seconds = Number(interval[1]) * secondsOf[unit];
  if (seconds < 1 || seconds > mostSeconds)
    return `--reconcile: '${text}' is not between 1s and 24h: use off for never, or a cron expression`;
  return { kind: "every", seconds };
}

/** Each limit once; a scope that is not named is the default one. */
export function readPolicy(text: string): ReconcilePolicy | string {
  const words = text.split(",").map((word) => word.trim());
  const known: readonly string[] = [...repairScopes, ...repairLimits];
  const strange = words.find((word) => !known.includes(word));
  if (strange !== undefined) return `--reconcile-policy: '${strange}' is none of ${known.join(", ")}`;
  const scopes = repairScopes.filter((scope) => words.includes(scope));
  const limits: readonly RepairLimit[] = repairLimits.filter((limit) => words.includes(limit));
  if (scopes.length > 1) return `--reconcile-policy: ${scopes.join(" and ")} exclude each other: choose one`;
  return { scope: scopes[0] ?? defaultScope, limits };
}
