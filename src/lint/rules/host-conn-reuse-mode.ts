/** Clients that use a port again and get the server that they had. */
import type { Rule } from "../rule.ts";
import { servicesOf } from "../services.ts";

const SETTING = "net/ipv4/vs/conn_reuse_mode";

export const hostConnReuseMode: Rule = {
  id: "host/conn-reuse-mode",
  level: "info",
  needs: "host",
  summary: "A connection from a port that was used before goes to the old server, whatever became of it.",
  explanation:
    "A client with many connections, a proxy for example, uses its ports again within minutes. With net.ipv4.vs.conn_reuse_mode 0 the kernel takes the new connection for the old one and " +
    "hands it to the same server, also when that has weight 0 by now. With 1 it chooses anew. Kernels before 5.9 delay such a connection by a second " +
    "then, where connection tracking is on for IPVS.",
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
    const [service] = servicesOf(tree);
    if (service === undefined || host?.sysctl(SETTING) !== 0) return;
    const name = SETTING.replaceAll("/", ".");
    report(
      service.at,
      `${name} is 0 on this host: a client that uses a port again gets the server that it had, also one of weight 0`,
      {
        remedy: `set ${name} to 1`,
      },
    );
  },
};
