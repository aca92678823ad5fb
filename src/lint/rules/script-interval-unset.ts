/** A script that runs every second because nobody said how often. */
import { childrenOf, findNamed } from "../../config/block-node.ts";
import { scriptInterval, vrrpScript } from "../../config/keywords/vrrp-script.ts";
import type { Rule } from "../rule.ts";

export const scriptIntervalUnset: Rule = {
  id: "script/interval-unset",
  level: "info",
  summary: "A vrrp_script has no interval.",
  explanation:
    "Without interval the script runs every second, and may take a second. That is much for one that starts other programs, and short for " +
    "one that asks the network. Write how often it is to run.",
  bad: `global_defs {
    router_id lvs01
    script_user nobody
    enable_script_security
}

vrrp_script web {
    script "/usr/local/bin/check-web"
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
      if (findNamed(block, scriptInterval.name) !== undefined) continue;
      report(block.at, `vrrp_script ${block.head} has no interval: it runs every second`, {
        remedy: "write interval with the seconds between two runs",
      });
    }
  },
};
