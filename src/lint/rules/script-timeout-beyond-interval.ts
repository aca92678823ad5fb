/** A script that may run longer than the time between two runs. */
import { childrenOf, settingOf, spanOf } from "../../config/block-node.ts";
import { printSeconds } from "../../config/forms/number.ts";
import { scriptInterval, scriptTimeout, vrrpScript } from "../../config/keywords/vrrp-script.ts";
import type { Rule } from "../rule.ts";

const DEFAULT_INTERVAL_US = 1_000_000;

export const scriptTimeoutBeyondInterval: Rule = {
  id: "script/timeout-beyond-interval",
  level: "warning",
  summary: "A vrrp_script's timeout is longer than its interval.",
  explanation:
    "One run is made at a time: while it lasts the next is not begun. A script that hangs is ended after the timeout and counts as failed only then, " +
    "so that the interval no longer says how soon a failure shows. Write a timeout of at most the interval, or no timeout, which is the " +
    "same as the interval.",
  bad: `global_defs {
    router_id lvs01
    script_user nobody
    enable_script_security
}

vrrp_script web {
    script "/usr/local/bin/check-web"
    interval 2
    timeout 10
    weight -20
}

vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
    track_script {
        web
    }
}
`,
  good: `global_defs {
    router_id lvs01
    script_user nobody
    enable_script_security
}

vrrp_script web {
    script "/usr/local/bin/check-web"
    interval 2
    timeout 2
    weight -20
}

vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
    track_script {
        web
    }
}
`,
  check({ tree }, report) {
    for (const block of childrenOf(tree, vrrpScript)) {
      const interval = settingOf(block, scriptInterval) ?? DEFAULT_INTERVAL_US;
      const timeout = settingOf(block, scriptTimeout);
      if (timeout === undefined || timeout <= interval) continue;
      const message = `vrrp_script ${block.head} has timeout ${printSeconds(timeout)} and interval ${printSeconds(interval)}: when it hangs that shows after ${printSeconds(timeout)} s, not ${printSeconds(interval)} s`;
      report(block.at, message, {
        remedy: `write a timeout of at most ${printSeconds(interval)}, or a longer interval`,
        related: [{ at: spanOf(block, scriptTimeout), what: "the timeout" }],
      });
    }
  },
};
