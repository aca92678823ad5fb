/** Checks that run every 60 seconds because nobody said how often. */
import type { BlockNode } from "../../config/block-node.ts";
import { findNamed } from "../../config/block-node.ts";
import { printSeconds } from "../../config/forms/number.ts";
import { type CheckTimes, detectionUs, timesOf } from "../check-timing.ts";
import type { Rule } from "../rule.ts";
import {
  checksOf,
  nameOfService,
  type ServerNode,
  type ServiceNode,
  serversOf,
  servicesOf,
} from "../services.ts";

export const serviceDelayLoopUnset: Rule = {
  id: "service/delay-loop-unset",
  level: "warning",
  summary: "A service is checked and says not how often.",
  explanation:
    "Without delay_loop the servers are checked every 60 seconds, so that a dead one gets connections for more than a minute, " +
    "which is hardly ever meant. Write delay_loop into the virtual_server; servers and checks may have their own.",
  bad: `virtual_server 192.0.2.10 80 {
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
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
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      if (findNamed(service, DELAY_LOOP) !== undefined) continue;
      const times = firstWithout(service);
      if (times === undefined) continue;
      const message = `${nameOfService(service)}: no delay_loop is given, so servers are checked every 60 s only, and a dead one gets connections for up to ${printSeconds(detectionUs(times))} s`;
      report(service.at, message, { remedy: "write delay_loop with the seconds between two checks" });
    }
  },
};

const DELAY_LOOP = "delay_loop";

/** The times of the first check to which neither it nor its server says how often it runs. */
function firstWithout(service: ServiceNode): CheckTimes | undefined {
  for (const server of serversOf(service)) {
    if (findNamed(server, DELAY_LOOP) !== undefined) continue;
    const times = firstCheckWithout(server);
    if (times !== undefined) return times;
  }
  return undefined;
}

function firstCheckWithout(server: ServerNode): CheckTimes | undefined {
  const saysNot = (check: BlockNode) => findNamed(check, DELAY_LOOP) === undefined;
  for (const check of checksOf(server).filter(saysNot)) {
    const times = timesOf(check, server);
    if (times !== undefined) return times;
  }
  return undefined;
}
