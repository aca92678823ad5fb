/** service/misc-timeout-unset */
import { serviceMiscTimeoutUnset } from "../../../src/lint/rules/service-misc-timeout-unset.ts";
import { server, service } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const misc = (lines: string) => `        MISC_CHECK {
            misc_path /usr/local/bin/check-web
${lines}        }
`;

ruleCases(serviceMiscTimeoutUnset, {
  accept: [
    { title: "a timeout", text: service(server(misc("            misc_timeout 3\n"))) },
    { title: "another check", text: service() },
  ],
  reject: [
    {
      title: "none",
      text: service(server(misc(""))),
      findings: [
        "7:9-19 MISC_CHECK has no misc_timeout: a program that hangs is ended after 6 s, the delay_loop",
      ],
    },
    {
      title: "the check's own loop",
      text: service(server(misc("            delay_loop 20\n"))),
      findings: [
        "7:9-19 MISC_CHECK has no misc_timeout: a program that hangs is ended after 20 s, the delay_loop",
      ],
    },
  ],
});
