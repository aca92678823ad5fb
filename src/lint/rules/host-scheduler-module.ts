/** A scheduler that the kernel does not have. */
import { spanOf, valueOrDefault } from "../../config/block-node.ts";
import { lbAlgo } from "../../config/keywords/service/scheduling.ts";
import type { Rule } from "../rule.ts";
import { nameOfService, servicesOf } from "../services.ts";

export const hostSchedulerModule: Rule = {
  id: "host/scheduler-module",
  level: "error",
  needs: "host",
  summary: "The kernel of this host has no module for IPVS or for a scheduler.",
  explanation:
    "The kernel loads ip_vs, and ip_vs_ with the scheduler's name, when the first service needs them. Where a module is neither loaded nor built in nor among " +
    "those that can be loaded, the service is refused and nothing of it is balanced; without ip_vs the daemon ends. Kernels for virtual machines and containers " +
    "often come without, and have them in a package of extra modules; mh and twos are new and missing in old kernels.",
  bad: `virtual_server 192.0.2.10 80 {
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
  check({ tree, host }, report) {
    const said = new Set<string>();
    const services = servicesOf(tree);
    const [first] = services;
    if (first !== undefined && host?.hasModule("ip_vs") === false) {
      report(first.at, `${nameOfService(first)} cannot run: the kernel of this host has no module ip_vs`, {
        remedy: "install the package with the kernel's further modules",
      });
      return;
    }
    for (const service of services) {
      const scheduler = valueOrDefault(service, lbAlgo);
      if (said.has(scheduler)) continue;
      said.add(scheduler);
      if (host?.hasModule(`ip_vs_${scheduler}`) !== false) continue;
      const message = `${nameOfService(service)} cannot run: the kernel of this host has no module ip_vs_${scheduler}`;
      report(spanOf(service, lbAlgo), message, {
        remedy: "choose another scheduler, or install the package with the kernel's further modules",
      });
    }
  },
};
