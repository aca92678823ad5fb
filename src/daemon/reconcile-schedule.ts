/** The parent's clock for comparisons of the IPVS table: an interval, or a cron expression. */
import type { Log } from "./log.ts";
import type { ReconcileSchedule } from "./options.ts";

/** Begins to call `compare` by the schedule; resolves once it is set up. */
export async function startSchedule(
  schedule: ReconcileSchedule,
  compare: () => void,
  log: Log,
): Promise<void> {
  switch (schedule.kind) {
    case "off":
      return;
    case "every":
      setInterval(compare, schedule.seconds * 1000).unref();
      return;
    case "cron": {
      // Only who asks for it loads it: the parent stays small.
      const cron = await import("node-cron");
      cron.schedule(schedule.expression, compare, { unref: true, suppressMissedWarning: true, logger: log });
    }
  }
}
