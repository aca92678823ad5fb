/** host/ip-forward */
import { hostIpForward } from "../../../src/lint/rules/host-ip-forward.ts";
import { hostSet, server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostIpForward, {
  accept: [
    { title: "DR", text: service(), host: hostSet({ "net/ipv4/ip_forward": 0 }) },
    {
      title: "a host that forwards",
      text: service(server(), serviceLines.replace("DR", "NAT")),
      host: hostSet({ "net/ipv4/ip_forward": 1 }),
    },
    { title: "no host", text: service(server(), serviceLines.replace("DR", "NAT")) },
  ],
  reject: [
    {
      title: "NAT, once",
      text:
        service(server(), serviceLines.replace("DR", "NAT")) +
        service(server(), serviceLines.replace("DR", "NAT"), "192.0.2.10 81"),
      host: hostSet({ "net/ipv4/ip_forward": 0 }),
      findings: [
        "4:5-16 virtual_server 192.0.2.10 80 uses NAT and net.ipv4.ip_forward is 0 on this host: the servers' answers are dropped",
      ],
    },
    {
      title: "the method of a server",
      text: service(server(`        lvs_method NAT\n${tcpCheck}`)),
      host: hostSet({ "net/ipv4/ip_forward": 0 }),
      findings: [
        "4:5-15 virtual_server 192.0.2.10 80 uses NAT and net.ipv4.ip_forward is 0 on this host: the servers' answers are dropped",
      ],
    },
    {
      title: "IPv6",
      text: service(
        server(tcpCheck, "2001:db8::21 80"),
        serviceLines.replace("DR", "NAT"),
        "2001:db8::10 80",
      ),
      host: hostSet({ "net/ipv6/conf/all/forwarding": 0 }),
      findings: [
        "4:5-16 virtual_server 2001:db8::10 80 uses NAT and net.ipv6.conf.all.forwarding is 0 on this host: the servers' answers are dropped",
      ],
    },
  ],
});
