/** A `real_server` that gets no connection. */
import { settingOf, spanOf } from "../../config/block-node.ts";
import { realServerWeight } from "../../config/keywords/real-server.ts";
import type { Rule } from "../rule.ts";
import { checksOf, nameOfServer, type ServerNode, serversOf, servicesOf } from "../services.ts";

/** The outcome of these can be a weight. */
const weighing: ReadonlySet<string> = new Set(["MISC_CHECK", "FILE_CHECK", "BFD_CHECK"]);

export const serviceWeightZero: Rule = {
  id: "service/weight-zero",
  level: "info",
  summary: "A real_server has weight 0.",
  explanation:
    "The kernel sends no new connection to a server of weight 0, whatever its checks say; those that it has go on. That is how a server is " +
    "drained before work on it, and it is easily forgotten afterwards.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo wrr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        weight 0
        TCP_CHECK {
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo wrr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        weight 1
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      const servers = serversOf(service);
      const drained = servers.filter(isDrained);
      // Reading says it where all of them are.
      if (drained.length === servers.length) continue;
      for (const server of drained) {
        report(
          spanOf(server, realServerWeight),
          `${nameOfServer(server)} gets no new connection: its weight is 0`,
          {
            remedy: "write weight 1 when it is to serve again",
          },
        );
      }
    }
  },
};

function isDrained(server: ServerNode): boolean {
  if (settingOf(server, realServerWeight) !== 0) return false;
  return !checksOf(server).some(({ keyword }) => weighing.has(keyword?.name ?? ""));
}
