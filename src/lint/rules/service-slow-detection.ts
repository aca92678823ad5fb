/** Retries that go on long after the next check was due. */
import type { BlockNode } from "../../config/block-node.ts";
import { printSeconds } from "../../config/forms/number.ts";
import { attemptsUs, type CheckTimes, detectionUs, timesOf } from "../check-timing.ts";
import type { Rule } from "../rule.ts";
import { checksOf, nameOfServer, type ServerNode, serversOf, servicesOf } from "../services.ts";

/** Below this nobody is astonished. */
const LONG_US = 60_000_000;
const LOOPS = 3;

export const serviceSlowDetection: Rule = {
  id: "service/slow-detection",
  level: "warning",
  summary: "The retries of a check last much longer than its delay_loop.",
  explanation:
    "A server that was up is taken for down when a check and all its retries have failed. One that is switched off answers " +
    "nothing, so each attempt lasts the whole timeout: delay_loop + timeout + retry * (delay_before_retry + timeout) seconds go by at " +
    "worst, and delay_loop, which looks like the answer, is the smallest part of it. Found where the attempts take more than three times " +
    "delay_loop and a dead server stays for over a minute. Write fewer retries or a shorter timeout.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_timeout 10
            retry 10
            delay_before_retry 3
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_timeout 3
            retry 2
            delay_before_retry 1
        }
    }
}
`,
  check({ tree }, report) {
    const slow = new Map<
      string,
      { readonly check: BlockNode; readonly server: ServerNode; times: CheckTimes; count: number }
    >();
    for (const server of servicesOf(tree).flatMap(serversOf)) {
      for (const check of checksOf(server)) {
        const times = timesOf(check, server);
        if (times === undefined || !isSlow(times)) continue;
        const key = Object.values(times).join(" ");
        const first = slow.get(key);
        if (first === undefined) slow.set(key, { check, server, times, count: 1 });
        else first.count += 1;
      }
    }
    for (const { check, server, times, count } of slow.values()) {
      const more = count === 1 ? "" : ` (as with ${count} checks in all)`;
      const message = `${nameOfServer(server)} gets connections for up to ${printSeconds(detectionUs(times))} s after its death: ${sum(times)}${more}`;
      report(check.at, message, { remedy: "write fewer retries or a shorter timeout" });
    }
  },
};

function isSlow(times: CheckTimes): boolean {
  return attemptsUs(times) > LOOPS * times.delayLoopUs && detectionUs(times) > LONG_US;
}

function sum({ delayLoopUs, attemptUs, retries, delayBeforeRetryUs }: CheckTimes): string {
  const [loop, attempt, delay] = [delayLoopUs, attemptUs, delayBeforeRetryUs].map(printSeconds);
  return `delay_loop ${loop} + timeout ${attempt} + retry ${retries} * (delay_before_retry ${delay} + timeout ${attempt})`;
}
