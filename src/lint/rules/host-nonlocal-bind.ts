/** Programs that are to listen on an address that is not there yet. */

import { formatAddress } from "../../values/address.ts";
import type { Rule } from "../rule.ts";
import { servicesOf, vipsOf } from "../services.ts";

export const hostNonlocalBind: Rule = {
  id: "host/nonlocal-bind",
  level: "info",
  needs: "host",
  summary: "Nothing can listen on a virtual address while this host is BACKUP.",
  explanation:
    "Where a proxy or another program of the director serves the virtual address, it may be told to listen on that address itself. On the " +
    "BACKUP the address is missing and the program does not start, so that it is missing after a change of MASTER, too, unless net.ipv4.ip_nonlocal_bind (or " +
    "net.ipv6.ip_nonlocal_bind) is 1. A program that listens on all addresses needs none of this, nor does a file with virtual servers.",
  bad: `vrrp_instance A {
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
    const [vip] = vipsOf(tree);
    if (vip === undefined || servicesOf(tree).length > 0) return;
    const path = vip.address.family === 4 ? "net/ipv4/ip_nonlocal_bind" : "net/ipv6/ip_nonlocal_bind";
    if (host?.sysctl(path) !== 0) return;
    const name = path.replaceAll("/", ".");
    const message = `a program that listens on ${formatAddress(vip.address)} itself cannot start while this host is BACKUP: ${name} is 0`;
    report(vip.at, message, { remedy: `set ${name} to 1, or let the program listen on all addresses` });
  },
};
