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
    {
      title: "the same service",
      text: service() + service(),
      findings: [
        "11:1-29 virtual_server 192.0.2.10 80: 192.0.2.10 port 80 TCP is a service already, so this block's scheduler and persistence are lost and its servers join the other's",
      ],
    },
    {
      title: "the same mark",
      text: service(server(), "", "fwmark 3") + service(server(), "", "fwmark 3"),
      findings: [
        "7:1-24 virtual_server fwmark 3: mark 3 of IPv4 is a service already, so this block's scheduler and persistence are lost and its servers join the other's",
      ],
    },
    {
      title: "a service of a group",
      text:
        `${service()}virtual_server_group web {\n    192.0.2.10 80\n}\n` +
        service(server(), serviceLines, "group web"),
      findings: [
        "12:5-18 virtual_server group web: 192.0.2.10 port 80 TCP is a service already, so this block's scheduler and persistence are lost and its servers join the other's",
      ],
    },
  ],
});
