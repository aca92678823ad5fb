/** service/timeout-beyond-delay-loop */
import { serviceTimeoutBeyondDelayLoop } from "../../../src/lint/rules/service-timeout-beyond-delay-loop.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const check = (timeout: string) => `        TCP_CHECK {
            connect_timeout ${timeout}
        }
`;

ruleCases(serviceTimeoutBeyondDelayLoop, {
  accept: [
    { title: "a shorter one", text: service(server(check("5.5"))) },
    {
      title: "a program, which connects to nothing",
      text: service(
        server(
          "        MISC_CHECK {\n            misc_path /usr/bin/true\n            misc_timeout 9\n        }\n",
        ),
        `${serviceLines}    connect_timeout 3\n`,
      ),
    },
    { title: "none written", text: service(server(), serviceLines.replace("loop 6", "loop 2")) },
  ],
  reject: [
    {
      title: "a longer one",
      text: service(server(check("6.5"))),
      findings: [
        "8:13-32 connect_timeout 6.5 is longer than delay_loop 6: a server that does not answer is checked less often",
      ],
    },
    {
      title: "that of the service, once",
      text: service(server() + server(tcpCheck, "192.0.2.22 80"), `${serviceLines}    connect_timeout 10\n`),
      findings: [
        "6:5-23 connect_timeout 10 is longer than delay_loop 6: a server that does not answer is checked less often",
      ],
    },
  ],
});
