/** The cases of the rule in vrrp-strict-service.ts. */
import { vrrpStrictService } from "../../../src/lint/rules/vrrp-strict-service.ts";
import { block, serviceExample, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpStrictService, {
  accept: [
    {
      title: "no service on the address",
      text: vrrpExample({ lines: ["no_accept"], below: serviceExample("192.0.2.99") }),
    },
    {
      title: "the address owner",
      text: vrrpExample({ lines: ["no_accept"], state: "MASTER", priority: "255", below: serviceExample() }),
    },
    {
      title: "strict mode that accepts",
      text: vrrpExample({ lines: ["version 3", "strict_mode on", "accept"], below: serviceExample() }),
    },
  ],
  reject: [
    {
      title: "a service of a group",
      text: vrrpExample({
        lines: ["no_accept"],
        below: `${block("virtual_server_group G", "192.0.2.10 80").join("\n")}\n${serviceExample().replace("192.0.2.10 80", "group G")}`,
      }),
      findings: [
        "7:5-14 packets for 192.0.2.10 are dropped while VI_1 is MASTER: the service on it is not reached",
      ],
    },
    {
      title: "no_accept",
      text: vrrpExample({ lines: ["no_accept"], below: serviceExample() }),
      findings: [
        "7:5-14 packets for 192.0.2.10 are dropped while VI_1 is MASTER: the service on it is not reached",
      ],
      remedy: "delete the line, or write accept (version 3)",
    },
    {
      title: "strict_mode",
      text: vrrpExample({ lines: ["strict_mode on"], below: serviceExample() }),
      findings: [
        "7:5-19 packets for 192.0.2.10 are dropped while VI_1 is MASTER: the service on it is not reached",
      ],
    },
    {
      title: "vrrp_strict of global_defs",
      text: vrrpExample({ above: "global_defs {\n    vrrp_strict\n}\n", below: serviceExample() }),
      findings: [
        "2:5-16 packets for 192.0.2.10 are dropped while VI_1 is MASTER: the service on it is not reached",
      ],
    },
  ],
});
