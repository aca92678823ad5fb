/** Mail addresses of the sample that everybody starts from. */
import { entriesOf, settingOf, spanOf } from "../../config/block-node.ts";
import { mailKeywords } from "../../config/keywords/global/mail.ts";
import { globalsOf } from "../global-defs.ts";
import type { Rule } from "../rule.ts";

const SAMPLE_DOMAIN = /@firewall\.loc>?$/i;

export const mailSampleAddress: Rule = {
  id: "mail/sample-address",
  level: "info",
  summary: "Mail addresses of keepalived's sample are left in.",
  explanation:
    "The domain firewall.loc is that of keepalived's sample and exists nowhere: mail to it is lost, and a mail server may refuse mail from " +
    "it. Write addresses of your own, or remove the lines where nobody wants mail.",
  bad: `global_defs {
    router_id lvs01
    notification_email {
        admin@firewall.loc
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
    if (globals === undefined) return;
    const { notificationEmail, notificationEmailFrom } = mailKeywords;
    const [first, ...others] = entriesOf(globals, notificationEmail).filter(({ value }) =>
      SAMPLE_DOMAIN.test(value),
    );
    if (first !== undefined) {
      const related = others.map(({ at }) => ({ at, what: "this one, too" }));
      const remedy = "write the address of somebody who reads it, or remove notification_email";
      report(first.at, `${first.value} is of keepalived's sample: mail to it gets nowhere`, {
        remedy,
        related,
      });
    }
    const from = settingOf(globals, notificationEmailFrom);
    if (from === undefined || !SAMPLE_DOMAIN.test(from)) return;
    report(
      spanOf(globals, notificationEmailFrom),
      `${from} is of keepalived's sample: mail servers may refuse it`,
      {
        remedy: "write a sender of your own domain, or remove the line",
      },
    );
  },
};
