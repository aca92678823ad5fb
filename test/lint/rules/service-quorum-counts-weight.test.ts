/** service/quorum-counts-weight */
import { serviceQuorumCountsWeight } from "../../../src/lint/rules/service-quorum-counts-weight.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const weighing = (weight: number, name: string) =>
  server(
    `        weight ${weight}
${tcpCheck}`,
    name,
  );

ruleCases(serviceQuorumCountsWeight, {
  accept: [
    {
      title: "a quorum that needs both",
      text: service(server() + server(tcpCheck, "192.0.2.22 80"), `${serviceLines}    quorum 2\n`),
    },
    {
      title: "one lighter server",
      text: service(
        weighing(100, "192.0.2.21 80") + weighing(1, "192.0.2.22 80"),
        `${serviceLines}    quorum 2\n`,
      ),
    },
    {
      title: "a quorum of 1",
      text: service(server() + server(tcpCheck, "192.0.2.22 80"), `${serviceLines}    quorum 1\n`),
    },
    {
      title: "a single server",
      text: service(weighing(100, "192.0.2.21 80"), `${serviceLines}    quorum 2\n`),
    },
  ],
  reject: [
    {
      title: "heavy servers",
      text: service(
        weighing(100, "192.0.2.21 80") + weighing(50, "192.0.2.22 80") + weighing(0, "192.0.2.23 80"),
        `${serviceLines}    quorum 2\n`,
      ),
      findings: [
        "6:5-13 quorum 2 is weight, not servers: each server alone has it (50 at least), so the quorum is lost with the last one only",
      ],
    },
    {
      title: "a weight for all",
      text: service(
        server() + server(tcpCheck, "192.0.2.22 80"),
        `${serviceLines}    quorum 2\n    weight 10\n`,
      ),
      findings: [
        "6:5-13 quorum 2 is weight, not servers: each server alone has it (10 at least), so the quorum is lost with the last one only",
      ],
    },
  ],
});
