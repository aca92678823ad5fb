/** mail/sample-server */
import { mailSampleServer } from "../../../src/lint/rules/mail-sample-server.ts";
import { globals } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(mailSampleServer, {
  accept: [
    { title: "another server", text: globals("smtp_server 192.0.2.25") },
    { title: "a longer address", text: globals("smtp_server 192.168.200.10") },
  ],
  reject: [
    {
      title: "the sample's",
      text: globals("smtp_server 192.168.200.1 25"),
      findings: ["2:5-33 smtp_server 192.168.200.1 is that of keepalived's sample"],
    },
  ],
});
