/** Persistent clients that stay with a failed server. */
import { flagOf, settingOf, spanOf } from "../../config/block-node.ts";
import { serverKeywords } from "../../config/keywords/real-server.ts";
import { persistenceGranularity } from "../../config/keywords/service/family.ts";
import { persistenceTimeout } from "../../config/keywords/service/persistence.ts";
import { serviceKeywords } from "../../config/keywords/virtual-server.ts";
import type { Rule } from "../rule.ts";
import { nameOfService, portOfService, type ServiceNode, serversOf, servicesOf } from "../services.ts";

const SETTING = "net/ipv4/vs/expire_quiescent_template";

export const hostExpireQuiescentTemplate: Rule = {
  id: "host/expire-quiescent-template",
  level: "warning",
  needs: "host",
  summary: "Persistent clients go on to a failed server that is kept with weight 0.",
  explanation:
    "inhibit_on_failure keeps a failed server in the kernel's table with weight 0. Weight 0 stops new clients, and a persistent client is none: its template still names the " +
    "server, and is renewed by each new connection. With net.ipv4.vs.expire_quiescent_template 1 the kernel forgets templates of servers of weight 0, and " +
    "the client gets another server.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    persistence_timeout 60
    inhibit_on_failure
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
    persistence_timeout 60
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}
`,
  check({ tree, host }, report) {
    if (host?.sysctl(SETTING) !== 0) return;
    const service = servicesOf(tree).find((one) => isPersistent(one) && keepsFailed(one));
    if (service === undefined) return;
    const name = SETTING.replaceAll("/", ".");
    const message = `${nameOfService(service)} is persistent and keeps failed servers with weight 0: ${name} is 0 on this host, so their clients stay with them`;
    report(spanOf(service, serviceKeywords.inhibitOnFailure), message, {
      remedy: `set ${name} to 1, or remove inhibit_on_failure`,
    });
  },
};

function isPersistent(service: ServiceNode): boolean {
  const written = [persistenceTimeout, persistenceGranularity].some(
    (keyword) => spanOf(service, keyword) !== service.at,
  );
  return written || portOfService(service) === 0;
}

function keepsFailed(service: ServiceNode): boolean {
  const common = flagOf(service, serviceKeywords.inhibitOnFailure);
  return serversOf(service).some((server) => settingOf(server, serverKeywords.inhibitOnFailure) ?? common);
}
