/** An `smtp_alert` whose mail goes nowhere. */
import { globalDefs } from "../../config/keywords/global-defs.ts";
import { alertsOf, missingForMail } from "../mail.ts";
import type { Rule } from "../rule.ts";

export const mailUnsent: Rule = {
  id: "mail/unsent",
  level: "warning",
  summary: "An smtp_alert has no mail server, or nobody to write to.",
  explanation:
    "Mail is sent by the smtp_server of global_defs to the addresses of its notification_email. Where either is missing none is sent, " +
    "and nothing says so: the alert is missed on the day that it is needed for.",
  bad: `global_defs {
    router_id lvs01
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
    const missing = missingForMail(tree);
    const [first, ...others] = missing.length === 0 ? [] : alertsOf(tree).written;
    if (first === undefined) return;
    const { block, setting } = first;
    const isGlobal = block.keyword === globalDefs;
    const what = isGlobal ? setting.keyword.name : `smtp_alert of ${nameOf(block)}`;
    const more =
      others.length === 0
        ? ""
        : `, nor that of ${others.length} further block${others.length === 1 ? "" : "s"}`;
    const related = isGlobal ? [] : [{ at: setting.at, what: "asked for here" }];
    report(
      isGlobal ? setting : block.at,
      `${what} sends no mail${more}: global_defs has no ${missing.join(" and no ")}`,
      {
        remedy: `write ${missing.join(" and ")} into global_defs, or remove smtp_alert`,
        related,
      },
    );
  },
};

function nameOf({
  keyword,
  head,
}: {
  readonly keyword: { readonly name: string } | undefined;
  readonly head: unknown;
}): string {
  return typeof head === "string" ? `${keyword?.name} ${head}` : `the ${keyword?.name}`;
}
