/** service/duplicate */
import { serviceDuplicate } from "../../../src/lint/rules/service-duplicate.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceDuplicate, {
  accept: [
    { title: "another port", text: service() + service(server(), serviceLines, "192.0.2.10 81") },
    { title: "another protocol", text: service() + service(server(), serviceLines.replace("TCP", "UDP")) },
    {
      title: "marks of both families",
      text:
        service(server(), "    ip_family inet\n", "fwmark 3") +
        service(server(tcpCheck, "2001:db8::21 80"), "    ip_family inet6\n", "fwmark 3"),
    },
  ],
  reject: [
    { title: "the same service", text: service() + service(), findings: ["?"] },
    {
      title: "the same mark",
      text: service(server(), "", "fwmark 3") + service(server(), "", "fwmark 3"),
      findings: ["?"],
    },
    {
      title: "a service of a group",
      text:
        `${service()}virtual_server_group web {\n    192.0.2.10 80\n}\n` +
        service(server(), serviceLines, "group web"),
      findings: ["?"],
    },
  ],
});
