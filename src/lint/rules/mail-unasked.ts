/** Mail addresses to which nothing is ever sent. */
import { entriesOf, spanOf } from "../../config/block-node.ts";
import { mailKeywords } from "../../config/keywords/global/mail.ts";
import { globalsOf } from "../global-defs.ts";
import { alertsOf, missingForMail } from "../mail.ts";
import type { Rule } from "../rule.ts";

export const mailUnasked: Rule = {
  id: "mail/unasked",
  level: "info",
  summary: "notification_email stands there and no mail is ever sent.",
  explanation:
    "The addresses alone send nothing: VRRP instances, groups and virtual servers send mail where smtp_alert says so, real servers " +
    "unless it says no, and all of them by smtp_server only.",
  bad: `global_defs {
    router_id lvs01
    notification_email {
        ops@example.org
    }
    smtp_server 192.0.2.25
}

vrrp_instance A {
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
  good: `global_defs {
    router_id lvs01
    notification_email {
        ops@example.org
    }
    smtp_server 192.0.2.25
}

vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    smtp_alert
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  check({ tree }, report) {
    const globals = globalsOf(tree);
    if (globals === undefined || entriesOf(globals, mailKeywords.notificationEmail).length === 0) return;
    const { written, servers } = alertsOf(tree);
    const at = spanOf(globals, mailKeywords.notificationEmail);
    if (written.length === 0 && !servers) {
      report(at, "nobody gets mail: no smtp_alert asks for any", {
        remedy: "write smtp_alert into the instances that mail is to tell of, or remove the addresses",
      });
    } else if (written.length === 0 && missingForMail(tree).length > 0) {
      // With an smtp_alert it is a mistake, which mail/unsent finds.
      report(at, "nobody gets mail: there is no smtp_server", {
        remedy: "write smtp_server into global_defs, or remove the addresses",
      });
    }
  },
};
