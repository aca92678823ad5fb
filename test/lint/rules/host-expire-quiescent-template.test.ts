/** host/expire-quiescent-template */
import { hostExpireQuiescentTemplate } from "../../../src/lint/rules/host-expire-quiescent-template.ts";
import { hostSet, server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostExpireQuiescentTemplate, {
  accept: [
    {
      title: "1",
      text: service(server(), `${serviceLines}    persistence_timeout 60\n    inhibit_on_failure\n`),
      host: hostSet({ "net/ipv4/vs/expire_quiescent_template": 1 }),
    },
    {
      title: "servers that are removed",
      text: service(server(), `${serviceLines}    persistence_timeout 60\n`),
      host: hostSet({ "net/ipv4/vs/expire_quiescent_template": 0 }),
    },
    {
      title: "no persistence",
      text: service(server(), `${serviceLines}    inhibit_on_failure\n`),
      host: hostSet({ "net/ipv4/vs/expire_quiescent_template": 0 }),
    },
  ],
  reject: [
    {
      title: "0",
      text: service(server(), `${serviceLines}    persistence_timeout 60\n    inhibit_on_failure\n`),
      host: hostSet({ "net/ipv4/vs/expire_quiescent_template": 0 }),
      findings: [
        "7:5-23 virtual_server 192.0.2.10 80 is persistent and keeps failed servers with weight 0: net.ipv4.vs.expire_quiescent_template is 0 on this host, so their clients stay with them",
      ],
    },
    {
      title: "a server that is kept",
      text: service(
        server(`        inhibit_on_failure\n${tcpCheck}`),
        `${serviceLines}    persistence_timeout 60\n`,
      ),
      host: hostSet({ "net/ipv4/vs/expire_quiescent_template": 0 }),
      findings: [
        "1:1-29 virtual_server 192.0.2.10 80 is persistent and keeps failed servers with weight 0: net.ipv4.vs.expire_quiescent_template is 0 on this host, so their clients stay with them",
      ],
    },
  ],
});
