/** service/udp-checked-by-tcp */
import { serviceUdpCheckedByTcp } from "../../../src/lint/rules/service-udp-checked-by-tcp.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceUdpCheckedByTcp, {
  accept: [
    { title: "TCP", text: service() },
    {
      title: "a check over UDP",
      text: service(server("        UDP_CHECK {\n        }\n"), serviceLines.replace("TCP", "UDP")),
    },
    {
      title: "both kinds",
      text: service(
        server(`        DNS_CHECK {\n        }\n${tcpCheck}`),
        serviceLines.replace("TCP", "UDP"),
      ),
    },
    {
      title: "no protocol, of which reading tells",
      text: service(server(), serviceLines.replace("    protocol TCP\n", "")),
    },
  ],
  reject: [
    {
      title: "TCP_CHECK",
      text: service(server() + server(tcpCheck, "192.0.2.22 80"), serviceLines.replace("TCP", "UDP")),
      findings: ["7:9-18 TCP_CHECK asks over TCP whether a UDP service is there"],
    },
  ],
});
