/** A check that asks another port than the one that serves. */
import { findNamed } from "../../config/block-node.ts";
import type { Rule } from "../rule.ts";
import { checksOf, nameOfServer, portOfService, serversOf, servicesOf } from "../services.ts";

export const serviceCheckOfAnotherPort: Rule = {
  id: "service/check-of-another-port",
  level: "info",
  summary: "A check connects to another port than its server's.",
  explanation:
    "The check tells of what listens on the port that it asks. When the service's own port stops answering and the other goes on, the dead " +
    "server stays in the pool. Right where the program has a port for its state; often it is left from another service.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_port 8080
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
            connect_port 80
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      for (const server of serversOf(service)) {
        const served = server.head.port === 0 ? portOfService(service) : server.head.port;
        if (served === undefined || served === 0) continue;
        for (const check of checksOf(server)) {
          const written = findNamed(check, "connect_port");
          if (written === undefined || written.value === served) continue;
          const message = `${check.keyword?.name} asks port ${written.value}, and ${nameOfServer(server)} serves on ${served}: it is not noticed when that port alone is dead`;
          report(written, message, { remedy: `write connect_port ${served}, or remove the line` });
        }
      }
    }
  },
};
