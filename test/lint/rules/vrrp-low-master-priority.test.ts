/** The cases of the rule in vrrp-low-master-priority.ts. */
import { vrrpLowMasterPriority } from "../../../src/lint/rules/vrrp-low-master-priority.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpLowMasterPriority, {
  accept: [
    {
      title: "a BACKUP",
      text: vrrpExample({ state: "BACKUP", priority: "50" }),
    },
    {
      title: "the default",
      text: vrrpExample({ state: "MASTER", priority: "100" }),
    },
    {
      title: "no priority",
      text: vrrpExample({ state: "MASTER", priority: undefined }),
    },
  ],
  reject: [
    {
      title: "99",
      text: vrrpExample({ state: "MASTER", priority: "99" }),
      findings: [
        "5:5-16 VI_1 starts as MASTER with priority 99: a node with the default of 100 takes the addresses from it",
      ],
      remedy: "give the node that should hold the addresses the highest priority",
    },
  ],
});
