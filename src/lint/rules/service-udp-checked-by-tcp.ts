/** A UDP service whose servers are asked over TCP. */
import { settingOf } from "../../config/block-node.ts";
import { protocol } from "../../config/keywords/virtual-server.ts";
import type { Rule } from "../rule.ts";
import { checksOf, serversOf, servicesOf } from "../services.ts";

const overTcp: ReadonlySet<string> = new Set(["TCP_CHECK", "HTTP_GET", "SSL_GET", "SMTP_CHECK"]);

export const serviceUdpCheckedByTcp: Rule = {
  id: "service/udp-checked-by-tcp",
  level: "info",
  summary: "The servers of a UDP service are checked over TCP.",
  explanation:
    "The check tells whether something accepts TCP connections there, which a program that serves UDP need not do, and which goes on " +
    "when the UDP side hangs. DNS_CHECK asks a name server over UDP, UDP_CHECK any other. Right where the program has both and one dies " +
    "with the other.",
  bad: `virtual_server 192.0.2.10 53 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol UDP
    real_server 192.0.2.21 53 {
        TCP_CHECK {
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 53 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol UDP
    real_server 192.0.2.21 53 {
        DNS_CHECK {
            name example.org
        }
    }
}
`,
  check({ tree }, report) {
    for (const service of servicesOf(tree)) {
      // Where none is written, reading says that it runs as UDP.
      if (settingOf(service, protocol) !== "UDP") continue;
      const found = serversOf(service).flatMap((server) =>
        checksOf(server).every(({ keyword }) => overTcp.has(keyword?.name ?? "")) ? checksOf(server) : [],
      );
      const [first, ...others] = found;
      if (first === undefined) continue;
      const related = others.map(({ at }) => ({ at, what: "this one, too" }));
      const message = `${first.keyword?.name} asks over TCP whether a UDP service is there`;
      report(first.at, message, { remedy: "write UDP_CHECK, or DNS_CHECK for a name server", related });
    }
  },
};
