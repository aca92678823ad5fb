/** What becomes of the connections to a server that is taken out. */
import type { Rule } from "../rule.ts";
import { checksOf, serversOf, servicesOf } from "../services.ts";

const SETTING = "net/ipv4/vs/expire_nodest_conn";

export const hostExpireNodestConn: Rule = {
  id: "host/expire-nodest-conn",
  level: "info",
  needs: "host",
  summary: "Connections to a server that was taken out hang until they time out.",
  explanation:
    "With net.ipv4.vs.expire_nodest_conn 0 the kernel drops the packets of such connections in silence and keeps them for a server that comes back: clients wait for " +
    "up to 15 minutes. With 1 it ends them at their next packet, and the client connects anew, to a server that lives. 0 is right where servers come and go " +
    "for moments only.",
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
  good: `vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  check({ tree, host }, report) {
    if (host?.sysctl(SETTING) !== 0) return;
    const service = servicesOf(tree).find((one) =>
      serversOf(one).some((server) => checksOf(server).length > 0),
    );
    if (service === undefined) return;
    const name = SETTING.replaceAll("/", ".");
    report(
      service.at,
      `${name} is 0 on this host: when a check takes a server out, its connections hang until they time out`,
      {
        remedy: `set ${name} to 1 to have clients connect anew`,
      },
    );
  },
};
