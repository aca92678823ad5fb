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
    { title: "neither", text: instance("    smtp_alert\n"), findings: ["?"] },
    {
      title: "no server",
      text: globals("notification_email {", "    ops@example.org", "}") + instance("    smtp_alert\n"),
      findings: ["?"],
    },
    {
      title: "nobody to write to",
      text: globals("smtp_server 192.0.2.25", "smtp_alert on") + instance(),
      findings: ["?"],
    },
    {
      title: "a service and an instance",
      text:
        globals("smtp_server 192.0.2.25") +
        instance("    smtp_alert on\n") +
        service(server(), `${serviceLines}    smtp_alert\n`),
      findings: ["?"],
    },
  ],
});
