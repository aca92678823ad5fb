/** service/server-is-vip */
import { serviceServerIsVip } from "../../../src/lint/rules/service-server-is-vip.ts";
import { instance, server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceServerIsVip, {
  accept: [
    { title: "a server of its own", text: instance() + service() },
    {
      title: "the director as a server of NAT on another port",
      text: service(server(tcpCheck, "192.0.2.10 8080"), serviceLines.replace("DR", "NAT")),
    },
  ],
  reject: [
    { title: "the service's own address", text: service(server(tcpCheck, "192.0.2.10 80")), findings: ["?"] },
    {
      title: "with NAT and the same port",
      text: service(server(tcpCheck, "192.0.2.10 80"), serviceLines.replace("DR", "NAT")),
      findings: ["?"],
    },
    {
      title: "another virtual address",
      text: instance("", "        192.0.2.10/24\n        192.0.2.21/24\n") + service(),
      findings: ["?"],
    },
  ],
});
