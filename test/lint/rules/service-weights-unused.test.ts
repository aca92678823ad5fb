/** service/weights-unused */
import { serviceWeightsUnused } from "../../../src/lint/rules/service-weights-unused.ts";
import { server, service, serviceLines, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const weighing = (weight: number, name: string) =>
  server(
    `        weight ${weight}
${tcpCheck}`,
    name,
  );

ruleCases(serviceWeightsUnused, {
  accept: [
    { title: "equal weights", text: service(weighing(3, "192.0.2.21 80") + weighing(3, "192.0.2.22 80")) },
    { title: "a drained server", text: service(weighing(3, "192.0.2.21 80") + weighing(0, "192.0.2.22 80")) },
    {
      title: "a scheduler that weighs",
      text: service(
        weighing(3, "192.0.2.21 80") + server(tcpCheck, "192.0.2.22 80"),
        serviceLines.replace("rr", "wrr"),
      ),
    },
    {
      title: "none written, which is wlc",
      text: service(
        weighing(3, "192.0.2.21 80") + server(tcpCheck, "192.0.2.22 80"),
        serviceLines.replace("    lb_algo rr\n", ""),
      ),
    },
  ],
  reject: [
    {
      title: "different weights",
      text: service(weighing(3, "192.0.2.21 80") + server(tcpCheck, "192.0.2.22 80")),
      findings: [
        "3:5-15 lb_algo rr does not look at weights: the servers get equal shares although theirs differ",
      ],
    },
    {
      title: "least connections",
      text: service(
        weighing(3, "192.0.2.21 80") + weighing(2, "192.0.2.22 80"),
        serviceLines.replace("rr", "lc"),
      ),
      findings: [
        "3:5-15 lb_algo lc does not look at weights: the servers get equal shares although theirs differ",
      ],
    },
  ],
});
