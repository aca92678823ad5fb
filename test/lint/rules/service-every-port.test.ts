/** service/every-port */
import { serviceEveryPort } from "../../../src/lint/rules/service-every-port.ts";
import { server, service, serviceLines } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceEveryPort, {
  accept: [
    { title: "a port", text: service(server(), `${serviceLines}    persistence_timeout 60\n`) },
    { title: "what reading says already", text: service(server(), serviceLines, "192.0.2.10") },
    { title: "a mark", text: service(server(), `${serviceLines}    persistence_timeout 60\n`, "fwmark 3") },
  ],
  reject: [
    {
      title: "no port",
      text: service(server(), `${serviceLines}    persistence_timeout 60\n`, "192.0.2.10"),
      findings: ["1:1-26 virtual_server 192.0.2.10 takes the connections to every port of the address"],
    },
  ],
});
