/** NAT on a host that forwards nothing. */
import { settingOf, spanOf, valueOrDefault } from "../../config/block-node.ts";
import { serviceFamily } from "../../config/keywords/service/family.ts";
import { lbKind, realServerMethod } from "../../config/keywords/service/forwarding.ts";
import type { IpFamily } from "../../values/address.ts";
import type { Rule } from "../rule.ts";
import { nameOfService, type ServiceNode, serversOf, servicesOf } from "../services.ts";

const settings: Readonly<Record<IpFamily, string>> = {
  4: "net/ipv4/ip_forward",
  6: "net/ipv6/conf/all/forwarding",
};

export const hostIpForward: Rule = {
  id: "host/ip-forward",
  level: "error",
  needs: "host",
  summary: "A service uses NAT and the kernel forwards no packets.",
  explanation:
    "With NAT the answers of the servers pass through the director, which hands them on to the clients: that is forwarding, and with " +
    "net.ipv4.ip_forward 0 (net.ipv6.conf.all.forwarding for IPv6) they are dropped, so that no connection comes about. With DR and TUN the " +
    "servers answer by themselves, and the setting does not matter.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
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
    const said = new Set<IpFamily>();
    for (const service of servicesOf(tree)) {
      const family = serviceFamily(service) ?? 4;
      if (said.has(family) || !usesNat(service) || host?.sysctl(settings[family]) !== 0) continue;
      said.add(family);
      const name = settings[family].replaceAll("/", ".");
      report(
        spanOf(service, lbKind),
        `${nameOfService(service)} uses NAT and ${name} is 0 on this host: the servers' answers are dropped`,
        {
          remedy: `set ${name} to 1, for good in /etc/sysctl.d`,
        },
      );
    }
  },
};

function usesNat(service: ServiceNode): boolean {
  const common = valueOrDefault(service, lbKind);
  return serversOf(service).some(
    (server) => (settingOf(server, realServerMethod) ?? common).method === "NAT",
  );
}
