/** mail/unsent */
import { mailUnsent } from "../../../src/lint/rules/mail-unsent.ts";
import { globals, instance, server, service, serviceLines } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(mailUnsent, {
  accept: [
    {
      title: "both",
      text:
        globals("smtp_server 192.0.2.25", "notification_email {", "    ops@example.org", "}") +
        instance("    smtp_alert\n"),
    },
    { title: "no alert", text: globals("router_id lvs01") + instance() },
    { title: "an alert that is off", text: instance("    smtp_alert off\n") },
    {
      title: "servers, which send mail unasked",
      text: globals("notification_email {", "    ops@example.org", "}") + service(),
    },
  ],
  reject: [
    {
      title: "neither",
      text: instance("    smtp_alert\n"),
      findings: [
        "1:1-16 smtp_alert of vrrp_instance A sends no mail: global_defs has no smtp_server and no notification_email",
      ],
    },
    {
      title: "no server",
      text: globals("notification_email {", "    ops@example.org", "}") + instance("    smtp_alert\n"),
      findings: ["6:1-16 smtp_alert of vrrp_instance A sends no mail: global_defs has no smtp_server"],
    },
    {
      title: "nobody to write to",
      text: globals("smtp_server 192.0.2.25", "smtp_alert on") + instance(),
      findings: ["3:5-18 smtp_alert sends no mail: global_defs has no notification_email"],
    },
    {
      title: "a service and an instance",
      text:
        globals("smtp_server 192.0.2.25") +
        instance("    smtp_alert on\n") +
        service(server(), `${serviceLines}    smtp_alert\n`),
      findings: [
        "4:1-16 smtp_alert of vrrp_instance A sends no mail, nor that of 1 further block: global_defs has no notification_email",
      ],
    },
  ],
});
