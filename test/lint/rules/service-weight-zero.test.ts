/** service/weight-zero */
import { serviceWeightZero } from "../../../src/lint/rules/service-weight-zero.ts";
import { server, service, tcpCheck } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const weighing = (weight: number, name: string) =>
  server(
    `        weight ${weight}
${tcpCheck}`,
    name,
  );

ruleCases(serviceWeightZero, {
  accept: [
    { title: "a weight", text: service(weighing(1, "192.0.2.21 80")) },
    { title: "all of them, of which reading tells", text: service(weighing(0, "192.0.2.21 80")) },
    {
      title: "a check that gives weights",
      text: service(
        server() +
          server(
            "        weight 0\n        MISC_CHECK {\n            misc_path /usr/bin/true\n            misc_dynamic\n        }\n",
            "192.0.2.22 80",
          ),
      ),
    },
  ],
  reject: [
    {
      title: "weight 0 beside another",
      text: service(server() + weighing(0, "192.0.2.22 80")),
      findings: ["11:9-17 real_server 192.0.2.22 80 gets no new connection: its weight is 0"],
    },
  ],
});
