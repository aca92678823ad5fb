/** mail/unasked */
import { mailUnasked } from "../../../src/lint/rules/mail-unasked.ts";
import { globals, instance, service } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(mailUnasked, {
  accept: [
    {
      title: "an alert",
      text:
        globals("smtp_server 192.0.2.25", "notification_email {", "    ops@example.org", "}") +
        instance("    smtp_alert\n"),
    },
    {
      title: "servers, which send mail unasked",
      text: globals("smtp_server 192.0.2.25", "notification_email {", "    ops@example.org", "}") + service(),
    },
    { title: "no addresses", text: globals("smtp_server 192.0.2.25") + instance() },
    {
      title: "an alert for all",
      text:
        globals("smtp_server 192.0.2.25", "smtp_alert", "notification_email {", "    ops@example.org", "}") +
        instance(),
    },
  ],
  reject: [
    {
      title: "no alert",
      text:
        globals("smtp_server 192.0.2.25", "notification_email {", "    ops@example.org", "}") + instance(),
      findings: ["3:5-23 nobody gets mail: no smtp_alert asks for any"],
    },
    {
      title: "servers that are told not to",
      text:
        globals(
          "smtp_server 192.0.2.25",
          "smtp_alert_checker off",
          "notification_email {",
          "    ops@example.org",
          "}",
        ) + service(),
      findings: ["4:5-23 nobody gets mail: no smtp_alert asks for any"],
    },
    {
      title: "no server",
      text: globals("notification_email {", "    ops@example.org", "}") + service(),
      findings: ["2:5-23 nobody gets mail: there is no smtp_server"],
    },
  ],
});
