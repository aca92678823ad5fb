/** service/delay-loop-unset */
import { serviceDelayLoopUnset } from "../../../src/lint/rules/service-delay-loop-unset.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceDelayLoopUnset, {
  accept: [
    { title: "the service says it", text: service() },
    {
      title: "the check says it",
      text: service(
        server("        TCP_CHECK {\n            delay_loop 5\n        }\n"),
        serviceLines.replace("    delay_loop 6\n", ""),
      ),
    },
    {
      title: "the server says it",
      text: service(
        server(`        delay_loop 5\n${tcpCheck}`),
        serviceLines.replace("    delay_loop 6\n", ""),
      ),
    },
    {
      title: "nothing is checked",
      text: service(server(""), serviceLines.replace("    delay_loop 6\n", "")),
    },
  ],
  reject: [
    {
      title: "nobody says it",
      text: service(server(), serviceLines.replace("    delay_loop 6\n", "")),
      findings: [
        "1:1-29 virtual_server 192.0.2.10 80: no delay_loop is given, so servers are checked every 60 s only, and a dead one gets connections for up to 71 s",
      ],
    },
    {
      title: "one server of two",
      text: service(
        server(`        delay_loop 5\n${tcpCheck}`) +
          server(
            "        HTTP_GET {\n            url {\n                path /\n            }\n        }\n",
            "192.0.2.22 80",
          ),
        serviceLines.replace("    delay_loop 6\n", ""),
      ),
      findings: [
        "1:1-29 virtual_server 192.0.2.10 80: no delay_loop is given, so servers are checked every 60 s only, and a dead one gets connections for up to 73 s",
      ],
    },
  ],
});
