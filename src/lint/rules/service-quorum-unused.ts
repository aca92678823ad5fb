/** A `quorum` that changes nothing. */
import { settingOf, spanOf } from "../../config/block-node.ts";
import { quorum, quorumKeywords } from "../../config/keywords/service/quorum.ts";
import { sorryServer } from "../../config/keywords/service/sorry-server.ts";
import { serviceKeywords } from "../../config/keywords/virtual-server.ts";
import { servicesSendMail } from "../mail.ts";
import type { Rule } from "../rule.ts";
import { type ServiceNode, servicesOf } from "../services.ts";

export const serviceQuorumUnused: Rule = {
  id: "service/quorum-unused",
  level: "info",
  summary: "A service has a quorum and nothing that follows from it.",
  explanation:
    "A service that loses its quorum goes on with the servers that are left, unless there is a sorry_server. Without one the quorum " +
    "only decides when quorum_up, quorum_down and mail tell of it; where none of them is written either, the line does nothing.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    quorum 2
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
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
    quorum 2
    sorry_server 192.0.2.29 80
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.22 80 {
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    const mailed = servicesSendMail(tree);
    for (const service of servicesOf(tree)) {
      const written = settingOf(service, quorum);
      if (written === undefined || written < 2 || hasConsequence(service, mailed)) continue;
      const message = `quorum ${written} changes nothing: without a sorry_server the servers that are left serve on, and no quorum_down or smtp_alert tells of it`;
      report(spanOf(service, quorum), message, {
        remedy: "add a sorry_server or quorum_down, or remove the line",
      });
    }
  },
};

function hasConsequence(service: ServiceNode, mailed: boolean): boolean {
  const { quorumUp, quorumDown } = quorumKeywords;
  if ([sorryServer, quorumUp, quorumDown].some((keyword) => spanOf(service, keyword) !== service.at))
    return true;
  return settingOf(service, serviceKeywords.smtpAlert) ?? mailed;
}
