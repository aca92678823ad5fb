/** mail/sample-address */
import { mailSampleAddress } from "../../../src/lint/rules/mail-sample-address.ts";
import { globals } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(mailSampleAddress, {
  accept: [
    {
      title: "other addresses",
      text: globals(
        "notification_email {",
        "    ops@example.org",
        "}",
        "notification_email_from lvs01@example.org",
      ),
    },
  ],
  reject: [
    {
      title: "two of them",
      text: globals(
        "notification_email {",
        "    acassen@firewall.loc",
        "    ops@example.org sysadmin@firewall.loc",
        "}",
      ),
      findings: ["3:9-29 acassen@firewall.loc is of keepalived's sample: mail to it gets nowhere"],
    },
    {
      title: "the sender",
      text: globals("notification_email_from Alexandre.Cassen@firewall.loc"),
      findings: [
        "2:5-58 Alexandre.Cassen@firewall.loc is of keepalived's sample: mail servers may refuse it",
      ],
    },
  ],
});
