/** A `quorum` that a single server reaches. */
import { settingOf, spanOf, valueOrDefault } from "../../config/block-node.ts";
import { realServerWeight } from "../../config/keywords/real-server.ts";
import { quorum } from "../../config/keywords/service/quorum.ts";
import { virtualServerWeight } from "../../config/keywords/virtual-server.ts";
import type { Rule } from "../rule.ts";
import { serversOf, servicesOf } from "../services.ts";

export const serviceQuorumCountsWeight: Rule = {
  id: "service/quorum-counts-weight",
  level: "info",
  summary: "Every server alone has the weight that the quorum asks for.",
  explanation:
    "quorum counts weight and not servers: with servers of weight 100 a quorum of 2 is reached as long as one of them lives, as with " +
    "a quorum of 1. Two servers of weight 100 are a quorum of 101 to 200.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo wrr
    lb_kind DR
    protocol TCP
    quorum 2
    sorry_server 192.0.2.29 80
    real_server 192.0.2.21 80 {
        weight 100
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        weight 100
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
    quorum 200
    sorry_server 192.0.2.29 80
    real_server 192.0.2.21 80 {
        weight 100
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        weight 100
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      const wanted = settingOf(service, quorum);
      if (wanted === undefined || wanted < 2) continue;
      const common = valueOrDefault(service, virtualServerWeight);
      const weights = serversOf(service)
        .map((server) => settingOf(server, realServerWeight) ?? common)
        .filter((weight) => weight > 0);
      if (weights.length < 2 || weights.some((weight) => weight < wanted)) continue;
      const message = `quorum ${wanted} is weight, not servers: each server alone has it (${weights.reduce((a, b) => Math.min(a, b))} at least), so the quorum is lost with the last one only`;
      report(spanOf(service, quorum), message, { remedy: "write the sum of the weights that must be alive" });
    }
  },
};
