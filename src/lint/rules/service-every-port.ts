/** A `virtual_server` without a port, which takes all of them. */
import { findSetting } from "../../config/block-node.ts";
import { persistenceTimeout } from "../../config/keywords/service/persistence.ts";
import type { Rule } from "../rule.ts";
import { nameOfService, servicesOf } from "../services.ts";

export const serviceEveryPort: Rule = {
  id: "service/every-port",
  level: "info",
  summary: "A virtual_server has no port.",
  explanation:
    "Without a port, or with 0, the service takes the connections to every port of the address, those to programs of the " +
    "director itself as well: ssh to the virtual address ends at a real server. Where several ports belong together, a firewall " +
    "mark says exactly which.",
  bad: `virtual_server 192.0.2.10 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    persistence_timeout 60
    real_server 192.0.2.21 {
        TCP_CHECK {
            connect_port 80
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    persistence_timeout 60
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      const { head } = service;
      // Where no persistence is written, reading says already what the missing port does.
      if (
        head.kind !== "address" ||
        head.port !== 0 ||
        findSetting(service, persistenceTimeout) === undefined
      )
        continue;
      report(service.at, `${nameOfService(service)} takes the connections to every port of the address`, {
        remedy: "write the port, or serve a firewall mark where several ports belong together",
      });
    }
  },
};
