/** service/address-without-vip */
import { serviceAddressWithoutVip } from "../../../src/lint/rules/service-address-without-vip.ts";
import { instance, server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceAddressWithoutVip, {
  accept: [
    { title: "an instance's address", text: instance() + service() },
    {
      title: "an excluded address",
      text:
        instance("    virtual_ipaddress_excluded {\n        192.0.2.11/24\n    }\n") +
        service(server(), serviceLines, "192.0.2.11 80"),
    },
    {
      title: "a static address",
      text:
        `static_ipaddress {\n    192.0.2.11/24 dev eth0\n}\n${instance()}` +
        service(server(), serviceLines, "192.0.2.11 80"),
    },
    { title: "a file without instances", text: service() },
    {
      title: "a firewall mark",
      text: instance() + service(server(), serviceLines.replace("    protocol TCP\n", ""), "fwmark 3"),
    },
    {
      title: "an include that was not read",
      text: `include more.conf\n${instance()}${service(server(), serviceLines, "192.0.2.11 80")}`,
    },
    {
      title: "another spelling of the address",
      text:
        instance("", "        2001:db8::1/64\n") +
        service(server(tcpCheck, "2001:db8::21 80"), serviceLines, "2001:0db8:0::1 80"),
    },
    {
      title: "an address that was refused",
      text: `${instance("", "        192.0.2.10/24\n        192.0.2.11/24/24\n")}${service(server(), serviceLines, "192.0.2.11 80")}`,
    },
    {
      title: "an instance that lost its addresses to a misspelt keyword",
      text: `${instance().replace(" A ", " B ").replace("virtual_ip", "virtul_ip")}${instance()}${service(server(), serviceLines, "192.0.2.11 80")}`,
    },
    { title: "an unused group", text: `virtual_server_group web {\n    192.0.2.11 80\n}\n${instance()}` },
  ],
  reject: [
    {
      title: "an address that no instance has",
      text: instance() + service(server(), serviceLines, "192.0.2.11 80"),
      findings: [
        "8:1-29 virtual_server 192.0.2.11 80: no vrrp_instance has 192.0.2.11, so it does not come with the MASTER and no packet for it may get here",
      ],
    },
    {
      title: "two services of such an address, once",
      text:
        instance() +
        service(server(), serviceLines, "192.0.2.11 80") +
        service(server(), serviceLines, "192.0.2.11 81"),
      findings: [
        "8:1-29 virtual_server 192.0.2.11 80: no vrrp_instance has 192.0.2.11, so it does not come with the MASTER and no packet for it may get here",
      ],
    },
    {
      title: "an entry of a group",
      text:
        `${instance()}virtual_server_group web {\n    192.0.2.10 80\n    192.0.2.11 80\n}\n` +
        service(server(), serviceLines, "group web"),
      findings: [
        "10:5-18 virtual_server_group web: no vrrp_instance has 192.0.2.11, so it does not come with the MASTER and no packet for it may get here",
      ],
    },
  ],
});
