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
    {
      title: "the service's own address",
      text: service(server(tcpCheck, "192.0.2.10 80")),
      findings: [
        "6:5-30 real_server 192.0.2.10 80 is the service's own address: the director gets the packets itself and no server does",
      ],
    },
    {
      title: "with NAT and the same port",
      text: service(server(tcpCheck, "192.0.2.10 80"), serviceLines.replace("DR", "NAT")),
      findings: [
        "6:5-30 real_server 192.0.2.10 80 is the service's own address: the director gets the packets itself and no server does",
      ],
    },
    {
      title: "another virtual address",
      text: instance("", "        192.0.2.10/24\n        192.0.2.21/24\n") + service(),
      findings: [
        "14:5-30 warning: real_server 192.0.2.21 80 has a virtual address of vrrp_instance A: on its MASTER the packets go to the director's own programs",
      ],
    },
  ],
});
