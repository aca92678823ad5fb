/** The parent's clock for comparisons: it strikes by interval and by cron, and never where it is off. */
import { pino } from "pino";
import { expect, test } from "vitest";
import { startSchedule } from "../../src/daemon/reconcile-schedule.ts";

const log = pino({ level: "silent" });

/** In one process: a clock that strikes cannot be stopped, as in the daemon. */
test.each([[{ kind: "every", seconds: 1 }], [{ kind: "cron", expression: "* * * * * *" }]] as const)(
  "%j strikes",
  async (schedule) => {
    await new Promise<void>((resolve) => void startSchedule(schedule, resolve, log));
  },
);

test("off never strikes, and a cron expression only when its time has come", async () => {
  let strikes = 0;
  await startSchedule({ kind: "off" }, () => strikes++, log);
  await startSchedule({ kind: "cron", expression: "0 0 29 2 *" }, () => strikes++, log);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(strikes).toBe(0);
});
