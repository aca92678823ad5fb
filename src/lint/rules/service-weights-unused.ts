/** Weights that the scheduler does not look at. */
import { findSetting, settingOf, spanOf, valueOrDefault } from "../../config/block-node.ts";
import { realServerWeight } from "../../config/keywords/real-server.ts";
import { lbAlgo } from "../../config/keywords/service/scheduling.ts";
import { virtualServerWeight } from "../../config/keywords/virtual-server.ts";
import type { Rule } from "../rule.ts";
import { type ServiceNode, serversOf, servicesOf } from "../services.ts";

/** These ask only whether the weight is 0 (ip_vs_rr.c, ip_vs_lc.c, ip_vs_dh.c); the weighted scheduler beside each. */
const weightless: ReadonlyMap<string, string> = new Map([
  ["rr", "wrr"],
  ["lc", "wlc"],
  ["dh", "sh"],
]);

export const serviceWeightsUnused: Rule = {
  id: "service/weights-unused",
  level: "warning",
  summary: "Servers have different weights, and the scheduler treats them alike.",
  explanation:
    "The schedulers rr, lc and dh look at a weight only to see whether it is 0: a server of weight 3 gets as many connections as one of " +
    "weight 1. The schedulers that weigh are wrr, wlc and sh, among others.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        weight 1
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        weight 3
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
        weight 1
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        weight 3
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      const scheduler = settingOf(service, lbAlgo);
      const weighted = weightless.get(scheduler ?? "");
      if (weighted === undefined || !hasDifferentWeights(service)) continue;
      const message = `lb_algo ${scheduler} does not look at weights: the servers get equal shares although theirs differ`;
      report(spanOf(service, lbAlgo), message, {
        remedy: `write lb_algo ${weighted}, or take the weights away`,
      });
    }
  },
};

function hasDifferentWeights(service: ServiceNode): boolean {
  const common = valueOrDefault(service, virtualServerWeight);
  const weights = serversOf(service)
    .map((server) =>
      findSetting(server, realServerWeight) === undefined ? common : settingOf(server, realServerWeight),
    )
    .filter((weight) => weight !== 0);
  return weights.some((weight) => weight !== weights[0]);
}
