/** A `MISC_CHECK` that may run as long as the next one is away. */
import { findNamed } from "../../config/block-node.ts";
import { printSeconds } from "../../config/forms/number.ts";
import { miscCheck } from "../../config/keywords/checks/misc-check.ts";
import { timesOf } from "../check-timing.ts";
import type { Rule } from "../rule.ts";
import { checksOf, serversOf, servicesOf } from "../services.ts";

export const serviceMiscTimeoutUnset: Rule = {
  id: "service/misc-timeout-unset",
  level: "info",
  summary: "A MISC_CHECK has no misc_timeout.",
  explanation:
    "A program that hangs is ended after delay_loop, and counts as failed only then: a server that makes it hang is noticed a whole delay_loop " +
    "later. Write a misc_timeout that is a little longer than the program takes.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        MISC_CHECK {
            misc_path "/usr/local/bin/check-web 192.0.2.21"
            user nobody
        }
    }
}
`,
  good: `global_defs {
    enable_script_security
}

virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        MISC_CHECK {
            misc_path "/usr/local/bin/check-web 192.0.2.21"
            misc_timeout 3
            user nobody
        }
    }
}
`,
  check({ tree }, report) {
    for (const server of servicesOf(tree).flatMap(serversOf)) {
      for (const check of checksOf(server)) {
        if (check.keyword !== miscCheck || findNamed(check, "misc_timeout") !== undefined) continue;
        const times = timesOf(check, server);
        if (times === undefined) continue;
        const message = `MISC_CHECK has no misc_timeout: a program that hangs is ended after ${printSeconds(times.attemptUs)} s, the delay_loop`;
        report(check.at, message, {
          remedy: "write misc_timeout with the seconds that the program may take",
        });
      }
    }
  },
};
