/** host/scheduler-module */
import { hostSchedulerModule } from "../../../src/lint/rules/host-scheduler-module.ts";
import { hostWith, server, service, serviceLines } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostSchedulerModule, {
  accept: [
    { title: "a kernel that has it", text: service(), host: hostWith() },
    { title: "a kernel that does not tell", text: service(), host: hostWith({ hasModule: () => undefined }) },
  ],
  reject: [
    {
      title: "a scheduler, once",
      text: service() + service(server(), serviceLines, "192.0.2.10 81"),
      host: hostWith({ hasModule: (name) => name === "ip_vs" }),
      findings: ["?"],
    },
    { title: "no IPVS", text: service(), host: hostWith({ hasModule: () => false }), findings: ["?"] },
  ],
});
