/** A `real_server` that nothing checks. */

import { findSetting } from "../../config/block-node.ts";
import type { DiagnosticCode } from "../../config/diagnostic.ts";
import { sorryServer } from "../../config/keywords/service/sorry-server.ts";
import { mistakenBlocks } from "../mistaken-blocks.ts";
import type { Rule } from "../rule.ts";
import {
  checksOf,
  nameOfServer,
  type ServerNode,
  type ServiceNode,
  serversOf,
  servicesOf,
} from "../services.ts";

/** Whoever mends these has a check. */
const lostChecks: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "brace-extra",
  "brace-missing-open",
  "brace-unexpected",
  "check-incomplete",
]);

export const serviceServerUnchecked: Rule = {
  id: "service/server-unchecked",
  level: "warning",
  summary: "A real_server has no check.",
  explanation:
    "A server without a check counts as alive for ever, also under alpha: it stays in the kernel's table when it is dead, and " +
    "its share of the connections goes nowhere. Its service never loses the quorum, so a sorry_server is not used either. " +
    "Write a check into the real_server block. Where something else watches the servers, switch this rule off.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        weight 1
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        weight 1
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
`,
  check(subject, report) {
    const isMistaken = mistakenBlocks(subject, lostChecks);
    for (const service of servicesOf(subject.tree)) {
      const servers = serversOf(service);
      const bare = servers.filter((server) => checksOf(server).length === 0 && !isMistaken(server));
      const [first, ...others] = bare;
      if (first === undefined) continue;
      const remedy = "write a check into its block, such as TCP_CHECK { }";
      if (bare.length < servers.length || others.length === 0) {
        for (const server of bare) report(server.at, messageOf(server, service, bare.length), { remedy });
        continue;
      }
      const message = `none of its ${bare.length} real servers has a check: they stay in the pool when they are dead${uselessSorryServer(service)}`;
      const related = others.map(({ at }) => ({ at, what: "this one, too" }));
      report(first.at, message, { remedy: "write a check into each block, such as TCP_CHECK { }", related });
    }
  },
};

function messageOf(server: ServerNode, service: ServiceNode, bare: number): string {
  const tail = bare === serversOf(service).length ? uselessSorryServer(service) : "";
  return `${nameOfServer(server)} has no check: it stays in the pool when it is dead${tail}`;
}

function uselessSorryServer(service: ServiceNode): string {
  return findSetting(service, sorryServer) === undefined ? "" : ", and the sorry_server never serves";
}
