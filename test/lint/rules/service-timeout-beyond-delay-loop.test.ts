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
    { title: "none written", text: service(server(), serviceLines.replace("loop 6", "loop 2")) },
  ],
  reject: [
    { title: "a longer one", text: service(server(check("6.5"))), findings: ["?"] },
    {
      title: "that of the service, once",
      text: service(server() + server(tcpCheck, "192.0.2.22 80"), `${serviceLines}    connect_timeout 10\n`),
      findings: ["?"],
    },
  ],
});
