/** service/quorum-unused */
import { serviceQuorumUnused } from "../../../src/lint/rules/service-quorum-unused.ts";
import { globals, server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(serviceQuorumUnused, {
  accept: [
    {
      title: "a sorry server",
      text: service(
        server() + server(tcpCheck, "192.0.2.22 80"),
        `${serviceLines}    quorum 2\n    sorry_server 192.0.2.29 80\n`,
      ),
    },
    {
      title: "a script",
      text: service(
        server() + server(tcpCheck, "192.0.2.22 80"),
        `${serviceLines}    quorum 2\n    quorum_down /usr/local/bin/tell\n`,
      ),
    },
    {
      title: "mail",
      text: service(
        server() + server(tcpCheck, "192.0.2.22 80"),
        `${serviceLines}    quorum 2\n    smtp_alert\n`,
      ),
    },
    {
      title: "mail by global_defs",
      text:
        globals("smtp_alert_checker on") +
        service(server() + server(tcpCheck, "192.0.2.22 80"), `${serviceLines}    quorum 2\n`),
    },
    { title: "a quorum of 1", text: service(server(), `${serviceLines}    quorum 1\n`) },
  ],
  reject: [
    {
      title: "nothing that follows from it",
      text: service(server() + server(tcpCheck, "192.0.2.22 80"), `${serviceLines}    quorum 2\n`),
      findings: [
        "6:5-13 quorum 2 changes nothing: without a sorry_server the servers that are left serve on, and no quorum_down or smtp_alert tells of it",
      ],
    },
    {
      title: "mail that is off",
      text:
        globals("smtp_alert on") +
        service(
          server() + server(tcpCheck, "192.0.2.22 80"),
          `${serviceLines}    quorum 2\n    smtp_alert off\n`,
        ),
      findings: [
        "9:5-13 quorum 2 changes nothing: without a sorry_server the servers that are left serve on, and no quorum_down or smtp_alert tells of it",
      ],
    },
  ],
});
