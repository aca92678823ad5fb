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
      findings: [
        "3:5-15 virtual_server 192.0.2.10 80 cannot run: the kernel of this host has no module ip_vs_rr",
      ],
    },
    {
      title: "no IPVS",
      text: service(),
      host: hostWith({ hasModule: () => false }),
      findings: [
        "1:1-29 virtual_server 192.0.2.10 80 cannot run: the kernel of this host has no module ip_vs",
      ],
    },
  ],
});
