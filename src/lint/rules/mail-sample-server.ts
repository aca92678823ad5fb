/** The mail server of the sample that everybody starts from. */
import { settingOf, spanOf } from "../../config/block-node.ts";
import { mailKeywords } from "../../config/keywords/global/mail.ts";
import { globalsOf } from "../global-defs.ts";
import type { Rule } from "../rule.ts";

const SAMPLE_SERVER = "192.168.200.1";

export const mailSampleServer: Rule = {
  id: "mail/sample-server",
  level: "info",
  summary: "The smtp_server of keepalived's sample is left in.",
  explanation:
    "192.168.200.1 is the mail server of keepalived's sample. Unless it is yours by chance no mail gets through, and each alert tries " +
    "to connect until smtp_connect_timeout.",
  bad: `global_defs {
    router_id lvs01
    notification_email {
        ops@example.org
    }
    smtp_server 192.168.200.1
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
    if (globals === undefined || settingOf(globals, mailKeywords.smtpServer)?.host !== SAMPLE_SERVER) return;
    report(
      spanOf(globals, mailKeywords.smtpServer),
      `smtp_server ${SAMPLE_SERVER} is that of keepalived's sample`,
      {
        remedy: "write your mail server, or remove the line where nobody wants mail",
      },
    );
  },
};
